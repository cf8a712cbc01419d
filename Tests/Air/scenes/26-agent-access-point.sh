# An adapter that serves clients: the agent listens where they are, and takes over when they are gone.
plug 2
access_point "${stations[0]}"
not "$PROBE" hop "${radios[0]}" 5 2412 2462 >hop
expect "to tune is refused" grep -q 'serves clients' hop
broker
configure "adapter: ${stations[0]}" 'channels: [1]'
agent
name=footfall${radios[0]#phy}
eventually 30000 "it listens" exists "$name"
eventually 15000 "it says where, and why" said info '"channels":\[2437\],"channelOwner":"'"${stations[0]}"'"'
eventually 3000 "in the log, too" grep -q "2437 MHz, where ${stations[0]} is: the channel belongs to it" log
ip link set "${stations[1]}" up
for _ in 1 2; do scan "${stations[1]}" 2437; done
expect "a client finds the access point" grep -q 'SSID: shop' scan
eventually 20000 "its requests are counted" heard 'probe-requests=[1-9]'
expect "where it was not asked to listen" said health '"requestedFrequencyMegahertz":null,"effectiveFrequencyMegahertz":2437'
expect "the access point is where it was" tuned "${stations[0]}" 2437
expect "and was there all the time" not grep -qE 'CHAN-SWITCH|DISABLED' hostapd.log
kill $server
eventually 15000 "when it is gone, the agent goes where it was told" tuned "$name" 2412
eventually 10000 "and says so" said info '"channels":\[2412\],"channelOwner":"agent"'
expect "no alert was raised" not grep -qE '"alert":"(radio|channel)-' messages
