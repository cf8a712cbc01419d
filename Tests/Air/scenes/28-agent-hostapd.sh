# An access point's own daemon as the source, of an agent without any right: what it tells of a real scan is counted
# with its level, over its restart.
plug 2
broker
configure "hostapd: $PWD/hostapd/${stations[0]}"
chmod 755 .
serve() { access_point "${stations[0]}" "ctrl_interface=$PWD/hostapd" ctrl_interface_group=65534; }
user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
agent "${user[@]}"
eventually 30000 "a daemon that is not there raises the alert, with the cure" \
    said alert '"alert":"radio-missing".*cannot reach hostapd.*ctrl_interface in hostapd.conf'
serve
eventually 15000 "then it is listened to" said info '"interface":"'"${stations[0]}"'".*"channels":\[2437\],"channelOwner":"'"${stations[0]}"'"'
eventually 5000 "and the alert is taken back" radio_is_well
# -63 dBm, as the medium inside the kernel has it: the file takes no sign.
echo 18446744073709551553 >"/sys/kernel/debug/ieee80211/${radios[1]}/hwsim/rx_rssi"
ip link set "${stations[1]}" up
for _ in 1 2 3; do scan "${stations[1]}" 2437; done
expect "a client finds the access point" grep -q 'SSID: shop' scan
eventually 20000 "its requests are counted, each with a level" \
    heard 'bad-frame-checks=0 .*channels=2437:[0-9]+ .*malformed=0 objections=0 probe-requests=([3-9]|[1-9][0-9]+) without-level=0'
expect "by an agent that may not capture" grep -qE '^CapEff:\s0000000000000000$' /proc/$agent/status
kill $server
eventually 10000 "the end of the daemon raises the alert" said alert '"alert":"radio-missing"'
eventually 10000 "nothing is claimed of the zone" at_least 2 'zone/shop/occupancy .*"coverage":"unknown"' messages
serve
eventually 10000 "its return takes the alert back" radio_is_well
"${user[@]}" "$FOOTFALL" doctor --config agent.yaml >report
expect "the doctor is content" grep -q 'ok *hostapd *tells of the probe requests' report
expect "and asks for no right" grep -q 'ok *capabilities *none is needed' report
not setpriv --reuid=65533 --regid=65533 --clear-groups "$FOOTFALL" doctor --config agent.yaml >report
expect "without being let in, it names the cure" grep -q 'problem *hostapd *.*ctrl_interface_group' report
mkdir -p /run/hostapd
ln -s "$PWD/hostapd/${stations[0]}" "/run/hostapd/${stations[0]}"
"$FOOTFALL" radios >table
cat table
expect "the list says that it can" grep -q "^${stations[0]}: hostapd tells of probe requests (capture.hostapd: /run/hostapd/${stations[0]})" table
