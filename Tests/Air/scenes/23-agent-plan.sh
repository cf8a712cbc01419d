# A survey by the agent: every open channel is visited, as the air says, and none that is closed.
plug 1
"$PROBE" list >adapters
grep -o '"open":\[[0-9,]*\]' adapters | grep -oE '[0-9]{4}' | sort -u >open
broker
configure 'adapter: phy'"${radios[0]#phy}" 'channels: survey' 'dwellMilliseconds: 100'
agent
name=footfall${radios[0]#phy}
eventually 30000 "it listens" exists "$name"
eventually 15000 "it says so" said info '"interface"'
listen "$name" capture
# On all open channels, and on two that are closed.
all=$(paste -sd, open),5955,5975
"$PROBE" air emit 20 100000 "$all" "$(address 0)=-50" >emitted &
complete() {
    sleep 2
    frames capture | cut -d" " -f1 | sort -u >heard
    diff open heard >difference
}
eventually 39000 "each open channel was heard, and no other" complete
hush "$listener"
expect "each frame was heard where it was sent" [ "$(frames capture | awk '$1 != $2' | wc -l)" = 0 ]
counted() {
    grep '^debug heard ' log | tail -n 1 | grep -oE ' channels=[^ ]*' | grep -oE '[0-9]{4}:' | tr -d : | sort -u |
        diff open - >difference
}
eventually 15000 "and counted by the agent" counted
expect "no alert was raised" not grep -qE '"alert":"(radio|channel)-' messages
echo "figure: $(wc -l <open) channels, $(frames capture | wc -l) frames"
