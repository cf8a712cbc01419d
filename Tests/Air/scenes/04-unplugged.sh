# The adapter is unplugged, and plugged in again elsewhere: alert, and work again, without a new start.
plug 1
"$PROBE" watch any 40 2437 >log &
eventually 5000 "it listens" grep -q opened log
"$PROBE" air remove "${radios[0]}"
eventually 3000 "the alert is raised" grep -q '"raised","alert":"radio-missing"' log
sleep 1
stations=() # its name may be given again
begin=$(now)
add 7
name=footfall${radios[1]#phy}
eventually 5000 "it listens again" at_least 2 opened log
eventually 1000 "on the channel" tuned "$name" 2437
echo "figure: $(($(now) - begin)) ms from plug-in to tuned again"
expect "the alert is cleared" grep -q '"cleared","alert":"radio-missing"' log
expect "under another number" [ "${radios[0]}" != "${radios[1]}" ]
listen "$name" capture
"$PROBE" air emit 10 20 2437 "$(address 7)=-61" >emitted
sleep 0.2
hush "$listener"
expect "and it hears" [ "$(frames capture | grep -c '^2437 2437 -61$')" = 20 ]
