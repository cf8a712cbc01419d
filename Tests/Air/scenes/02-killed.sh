# What a killed process leaves: nothing. What an older kernel would leave is removed at the next start.
plug 1
name=footfall${radios[0]#phy}
"$PROBE" watch "${radios[0]}" 60 2437 >log &
watch=$!
eventually 5000 "a monitor interface is there" exists "$name"
kill -9 $watch
eventually 3000 "the kernel has removed it" not exists "$name"
iw phy "${radios[0]}" interface add "$name" type monitor
iw phy "${radios[0]}" interface add footfall99 type monitor
iw phy "${radios[0]}" interface add mine type monitor
"$PROBE" hop "${radios[0]}" 1 2412 >log
expect "leftovers are gone" not exists footfall99
expect "what is not ours stays" exists mine
iw phy "${radios[0]}" interface add footfall98 type monitor
"$PROBE" leftovers >log
expect "leftovers are named" grep -q '"removed":\["footfall98"\]' log
expect "leftovers are gone" not exists footfall98
