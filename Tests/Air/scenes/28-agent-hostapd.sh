# An access point's own daemon as the source: what it tells of a real scan is counted with its level, over its restart.
plug 2
cat >hostapd.conf <<C
interface=${stations[0]}
driver=nl80211
ssid=shop
hw_mode=g
channel=6
ctrl_interface=$PWD/hostapd
C
server() {
    : >hostapd.log
    hostapd hostapd.conf >hostapd.log &
    server=$!
    eventually 10000 "the access point is up" grep -q AP-ENABLED hostapd.log
}
broker
configure "hostapd: $PWD/hostapd/${stations[0]}"
agent
eventually 30000 "a daemon that is not there raises the alert, with the cure" \
    said alert '"alert":"radio-missing".*cannot reach hostapd.*ctrl_interface in hostapd.conf'
server
eventually 15000 "then it is listened to" said info '"interface":"'"${stations[0]}"'".*"channels":\[2437\],"channelOwner":"'"${stations[0]}"'"'
eventually 5000 "and the alert is taken back" radio_is_well
# -63 dBm, as the medium inside the kernel has it: the file takes no sign.
echo 18446744073709551553 >"/sys/kernel/debug/ieee80211/${radios[1]}/hwsim/rx_rssi"
ip link set "${stations[1]}" up
for _ in 1 2 3; do scan "${stations[1]}" 2437; done
expect "a client finds the access point" grep -q 'SSID: shop' scan
eventually 20000 "its requests are counted, each with a level" \
    said health '"probeRequests":([3-9]|[1-9][0-9]+),"malformed":0,"badFrameChecks":0,"objections":0,"withoutLevel":0,.*"channels":\[\{"frequencyMegahertz":2437'
expect "as the daemon alone tells them: nothing captures" [ ! -s <(tail -n +2 /proc/net/packet) ]
kill $server
eventually 10000 "the end of the daemon raises the alert" said alert '"alert":"radio-missing"'
eventually 10000 "nothing is claimed of the zone" grep -q 'zone/shop/occupancy .*"coverage":"unknown"' messages
server
eventually 10000 "its return takes the alert back" radio_is_well
"$FOOTFALL" doctor --config agent.yaml >report
expect "the doctor is content" grep -q 'ok *hostapd *tells of the probe requests' report
mkdir -p /run/hostapd
ln -s "$PWD/hostapd/${stations[0]}" "/run/hostapd/${stations[0]}"
"$FOOTFALL" radios >table
cat table
expect "the list says that it can" grep -q "^${stations[0]}: hostapd tells of probe requests (capture.hostapd: /run/hostapd/${stations[0]})" table
chmod 755 . hostapd
not setpriv --reuid=65534 --regid=65534 --clear-groups "$FOOTFALL" doctor --config agent.yaml >report
expect "without the right to, the doctor names the cure" grep -q 'problem *hostapd *.*ctrl_interface_group' report
