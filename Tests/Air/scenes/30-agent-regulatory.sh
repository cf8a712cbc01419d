# The domain opens and closes a channel while the agent listens.
plug 1
iw reg set US
eventually 3000 "the domain is in force" grep -q 'country US' <(iw reg get)
sleep 0.5
broker
configure 'adapter: any' 'channels: [11, 12]' 'dwellMilliseconds: 100'
agent
name=footfall${radios[0]#phy}
eventually 30000 "it listens" exists "$name"
eventually 15000 "channel 12 is left out in the United States" said info '"channels":\[2462\]'
expect "it is on channel 11" tuned "$name" 2462
iw reg set DE
eventually 10000 "channel 12 is joined in Germany" said info '"channels":\[2462,2467\]'
eventually 5000 "and visited" tuned "$name" 2467
iw reg set US
eventually 10000 "it is left again" said info '"channels":\[2462\]'
listen "$name" capture
"$PROBE" air emit 20 60 2462,2467 "$(address 0)=-50" >emitted
hush "$listener"
expect "and not visited any more, as the air says" [ "$(frames capture | cut -d' ' -f1 | sort -u)" = 2462 ]
expect "no alert was raised" not grep -qE '"alert":"(radio|channel)-' messages
