# A radio that serves clients: its channel is not touched, and one listens there.
plug 2
cat >hostapd.conf <<C
interface=${stations[0]}
driver=nl80211
ssid=shop
hw_mode=g
channel=6
C
hostapd hostapd.conf >hostapd.log &
eventually 10000 "the access point is up" grep -q AP-ENABLED hostapd.log
"$PROBE" list >adapters
expect "the adapter counts as serving" grep -q "serving(interface: ..${stations[0]}" adapters
"$PROBE" watch "${radios[0]}" 15 2412 2462 >log &
eventually 5000 "it listens" grep -q '"opened".*serving' log
name=footfall${radios[0]#phy}
not "$PROBE" hop "${radios[0]}" 5 2412 2462 >hop
expect "to tune is refused" grep -q 'serves clients' hop
# The refused attempt has removed its own interface, and with it the one of the same name.
"$PROBE" watch "${radios[0]}" 15 2412 2462 >log &
eventually 5000 "it listens" exists "$name"
listen "$name" capture
ip link set "${stations[1]}" up
scan "${stations[1]}" 2437
expect "a client finds the access point" grep -q 'SSID: shop' scan
hush "$listener"
tcpdump -n -e -r capture 2>/dev/null | grep -oE '[0-9]+ MHz' | sort -u >heard
expect "its request was heard on the access point's channel" grep -qx '2437 MHz' heard
expect "the access point is where it was" tuned "${stations[0]}" 2437
expect "and was there all the time" not grep -qE 'CHAN-SWITCH|DISABLED' hostapd.log
