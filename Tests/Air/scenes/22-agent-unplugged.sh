# The adapter is unplugged under the agent, and plugged in again elsewhere: an alert, and work again without a new start.
plug 1
broker
configure 'adapter: any' 'channels: [6]'
agent
eventually 30000 "it listens" tuned "footfall${radios[0]#phy}" 2437
"$PROBE" air remove "${radios[0]}"
eventually 10000 "the alert is raised" said alert '"alert":"radio-missing"'
eventually 10000 "nothing is claimed of the zone" grep -q 'zone/shop/occupancy .*"coverage":"unknown"' messages
sleep 1
stations=() # its name may be given again
begin=$(now)
add 7
name=footfall${radios[1]#phy}
"$PROBE" air emit 50 200 2437 "$(address 7)=-61" >emitted &
eventually 5000 "it listens again" tuned "$name" 2437
echo "figure: $(($(now) - begin)) ms from plug-in to tuned again"
received() { [ "$(cat "/sys/class/net/$name/statistics/rx_packets")" -gt 0 ]; }
eventually 5000 "and hears" received
echo "figure: $(($(now) - begin)) ms from plug-in to the first frame"
eventually 10000 "the alert is taken back" radio_is_well
eventually 15000 "the frames are counted" heard 'probe-requests=[1-9]'
expect "it was one process all the time" kill -0 $agent
