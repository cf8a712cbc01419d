# Two adapters on two channels, and two levels of one transmitter.
plug 2
"$PROBE" watch "${radios[0]}" 20 2412 >first &
"$PROBE" watch "${radios[1]}" 20 2412 >second &
eventually 5000 "the first listens" grep -q opened first
eventually 5000 "the second listens" grep -q opened second
names=("footfall${radios[0]#phy}" "footfall${radios[1]#phy}")
listen "${names[0]}" near
one=$listener
listen "${names[1]}" far
"$PROBE" air emit 5 50 2412 "$(address 0)=-40" "$(address 1)=-83" >emitted
sleep 0.3
hush "$one"
hush "$listener"
expect "the near one heard every frame at its level" [ "$(frames near | grep -c '^2412 2412 -40$')" = 50 ]
expect "the far one heard every frame at its level" [ "$(frames far | grep -c '^2412 2412 -83$')" = 50 ]
