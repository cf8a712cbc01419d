# The domain opens and closes a channel while the agent hops.
plug 1
iw reg set US
eventually 3000 "the domain is in force" grep -q 'country US' <(iw reg get)
sleep 0.5
"$PROBE" watch "${radios[0]}" 30 2462 2467 >log &
name=footfall${radios[0]#phy}
eventually 5000 "channel 12 is refused in the United States" grep -q '"channels":\[2462\],"refused":\[2467\]' log
eventually 3000 "it is on channel 11" tuned "$name" 2462
iw reg set DE
eventually 5000 "channel 12 is visited in Germany" tuned "$name" 2467
iw reg set US
eventually 5000 "the change is seen" at_least 2 regulatoryChanged log
eventually 2000 "it is on channel 11" tuned "$name" 2462
listen "$name" capture
"$PROBE" air emit 20 60 2462,2467 "$(address 0)=-50" >emitted
hush "$listener"
expect "channel 12 is not visited again" [ "$(frames capture | cut -d' ' -f1 | sort -u)" = 2462 ]
expect "nothing was refused by the kernel" not grep -q error log
