# A flood: what the agent captures and what the kernel drops add up to what was on the air; it captures no less than
# tcpdump on the same interface with a buffer of the same size, and its memory is bounded.
plug 1
broker
configure 'adapter: any' 'channels: [6]'
agent
name=footfall${radios[0]#phy}
eventually 30000 "it listens" tuned "$name" 2437
eventually 15000 "and reports" said health '"frames":0'
resident() { sed -nE 's/^VmRSS:\s+([0-9]+) kB/\1/p' /proc/$agent/status; }
# ticks PID: processor time in hundredths of a second.
ticks() { sed -E 's/.*\) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'; }
before=$(resident)
tcpdump -B 4096 -s 512 -Z root -i "$name" -w capture type mgt subtype probe-req 2>counts &
listener=$!
eventually 5000 "tcpdump listens" grep -q 'listening on' counts
received() { cat "/sys/class/net/$name/statistics/rx_packets"; }
# field NAME: a number of what the agent heard, by the last line of its log that tells it.
field() { grep '^debug heard ' log | tail -n 1 | sed -nE "s/.* $1=([0-9]+).*/\1/p"; }
accounted() { [ $(($(field frames) + $(field kernel-drops))) = "$(received)" ]; }
spent=$(ticks $agent) other=$(ticks $listener)
"$PROBE" air flood 1000 5000 2437 "$(address 0)=-50" >steady
echo "figure: at 1,000 frames/s the agent takes $((($(ticks $agent) - spent) / 5)) %, tcpdump $((($(ticks $listener) - other) / 5)) % of the emulated processor"
"$PROBE" air flood 0 20000 2437 "$(address 0)=-50" >flood
rate=$(sed -nE 's/.*"frames":([0-9]+),"seconds":([0-9.]+).*/\1 \2/p' flood | awk '{ printf "%d", $1 / $2 }')
eventually 30000 "what was captured and what was dropped is all that was on the air" accounted
hush "$listener"
captured=$(sed -nE 's/^([0-9]+) packets captured/\1/p' counts)
dropped=$(sed -nE 's/^([0-9]+) packets dropped by kernel/\1/p' counts)
echo "figure: $(received) frames, the flood at $rate frames/s: captured $(field frames), dropped $(field kernel-drops); tcpdump: captured $captured, dropped $dropped"
expect "the flood reached the radio" [ "$(received)" -ge 25000 ]
expect "the agent captures no less than tcpdump" [ "$(field frames)" -ge "$captured" ]
expect "each frame was read" [ "$(field probe-requests)" = "$(field frames)" ]
after=$(resident)
echo "figure: resident memory $before kB before, $after kB after 20,000 devices"
expect "memory is bounded" [ "$after" -le $((before + 32768)) ]
