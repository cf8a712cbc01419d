# Every open channel of the plan is visited, as the air says, and none that is closed.
plug 1
"$PROBE" list >adapters
grep -o '"open":\[[0-9,]*\]' adapters | grep -oE '[0-9]{4}' | sort -u >open
expect "there are channels in two bands" [ "$(wc -l <open)" -gt 30 ]
"$PROBE" watch "${radios[0]}" 45 >log &
eventually 5000 "it listens" grep -q opened log
listen "footfall${radios[0]#phy}" capture
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
echo "figure: $(wc -l <open) channels, $(frames capture | wc -l) frames"
