# The agent as an ordinary user with the two capabilities, and without them.
plug 1
broker
configure 'adapter: any' 'channels: [1, 6]'
chmod 777 .
user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
name=footfall${radios[0]#phy}
agent "${user[@]}" --inh-caps=+net_admin,+net_raw --ambient-caps=+net_admin,+net_raw
eventually 30000 "it listens" exists "$name"
eventually 15000 "and says so" said info '"channels":\[2412,2437\]'
expect "as an ordinary user" grep -qE '^Uid:\s65534\s65534' /proc/$agent/status
expect "with no other right" grep -qE '^CapEff:\s0000000000003000$' /proc/$agent/status
# A killed agent leaves nothing; what an older kernel would leave is removed at the next start.
kill -9 $agent
eventually 3000 "the kernel has removed the interface" not exists "$name"
eventually 10000 "the broker tells the death" said status offline
iw phy "${radios[0]}" interface add "$name" type monitor
iw phy "${radios[0]}" interface add footfall99 type monitor
agent
eventually 30000 "a leftover is removed" not exists footfall99
eventually 10000 "and it listens" is_up "$name"
kill $agent
wait $agent
agent "${user[@]}"
status=0
wait $agent || status=$?
expect "without rights it ends with status 77" [ $status = 77 ]
expect "and says which is missing" grep -q 'it needs the capability CAP_NET_ADMIN' log
