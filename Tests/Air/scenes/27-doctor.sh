# What `footfall radios` and `footfall doctor` tell an installer.
"$FOOTFALL" radios >none
expect "without a wireless stack there is no adapter" grep -q 'plug one in' none
plug 2
"$FOOTFALL" radios >table
cat table
expect "each adapter has a line" [ "$(grep -c '^phy[0-9]* .*mac80211_hwsim .*yes .*nobody .*limited' table)" = 2 ]
"$FOOTFALL" radios --json >adapters
"$PROBE" list >probed
channels() { grep -oE '"frequencyMegahertz":[0-9]+,"use":"(allowed|listen-only)"' "$1" | grep -oE '[0-9]{4}' | sort -u; }
expect "the channels are those that are open" diff <(channels adapters) <(grep -o '"open":\[[0-9,]*\]' probed | grep -oE '[0-9]{4}' | sort -u)
broker
configure "adapter: ${stations[0]}" 'channels: [6]'
"$FOOTFALL" doctor --config agent.yaml >report
cat report
expect "the box is ready" grep -qx ready report
expect "the broker answers" grep -q 'ok .*broker .*answers' report
expect "no country is a warning" grep -q 'warning *regulatory domain' report
ip link set "${stations[0]}" up
not "$FOOTFALL" doctor --config agent.yaml --json >report
expect "a station that is up is a problem, with its cure" grep -q '"check":"adapter use","level":"problem".*"cure":"ip link set '"${stations[0]}"' down' report
expect "so the box is not ready" grep -q '^{"ready":false' report
ip link set "${stations[0]}" down
sed -i 's/18830/18831/; s/: any/: phy99/; s/\[6\]/[14, 5975]/' agent.yaml
chmod 755 .
not setpriv --reuid=65534 --regid=65534 --clear-groups "$FOOTFALL" doctor --config agent.yaml >report
cat report
expect "a broker that is not there" grep -q 'problem *broker *cannot connect' report
expect "missing rights" grep -q 'problem *capabilities *CAP_NET_ADMIN and CAP_NET_RAW' report
expect "channels that are not open" grep -q 'not open here: 5 (5975 MHz)' report
expect "are told at once" grep -qx 'not ready' report
