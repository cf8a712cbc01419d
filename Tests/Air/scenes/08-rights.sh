# An ordinary user with the two capabilities can do all; without them it says which one is missing.
plug 1
chmod 777 .
user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
capable=("${user[@]}" --inh-caps=+net_admin,+net_raw --ambient-caps=+net_admin,+net_raw)
"${capable[@]}" "$PROBE" hop "${radios[0]}" 300 2412 2437 5180 >log
expect "it hops" grep -q '"count":300' log
not "${user[@]}" "$PROBE" hop "${radios[0]}" 1 2412 >log
expect "it says what is missing" grep -q 'it needs the capability CAP_NET_ADMIN' log
"${user[@]}" "$PROBE" list >log
expect "to list needs no right" grep -q '"canMonitor":true' log
