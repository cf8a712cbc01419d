# The agent finds an adapter, makes its own interface, hears the scan of another radio, and leaves no trace.
plug 2
broker
configure "adapter: ${stations[0]}" 'channels: [6]'
name=footfall${radios[0]#phy}
begin=$(now)
agent
eventually 30000 "it listens on its own interface" tuned "$name" 2437
echo "figure: $(($(now) - begin)) ms from the start to tuned"
expect "the station is still there" grep -q 'type managed' <(iw dev "${stations[0]}" info)
eventually 15000 "it tells what it listens with" said info '"interface":"'"$name"'".*"driver":"mac80211_hwsim".*"channels":\[2437\],"channelOwner":"agent","verdict":"limited"'
expect "nothing is wrong" radio_is_well
listen "$name" capture
# -61 dBm, as the medium inside the kernel has it: the file takes no sign.
echo 18446744073709551555 >"/sys/kernel/debug/ieee80211/${radios[1]}/hwsim/rx_rssi"
ip link set "${stations[1]}" up
for _ in 1 2 3; do scan "${stations[1]}" 2437; done
sleep 0.3
hush "$listener"
count=$(tcpdump -n -r capture 2>/dev/null | grep -c -- '-61dBm signal')
expect "each scan was on the air ($count frames)" [ "$count" -ge 3 ]
eventually 20000 "the agent counts each, with its level" heard "bad-frame-checks=0 .*channels=2437:$count .*malformed=0 objections=0 probe-requests=$count without-level=0"
expect "where it was asked to listen" said health '"requestedFrequencyMegahertz":2437,"effectiveFrequencyMegahertz":2437,"noiseDBm":(null|-[0-9]+),"channels":\[\]'
expect "but nothing of what so few phones sent" said health '"frames":0,"probeRequests":0'
kill $agent
wait $agent
expect "its interface is gone" not exists "$name"
expect "the station is as it was" grep -q 'type managed' <(iw dev "${stations[0]}" info)
eventually 3000 "it has said goodbye" said status stopped
