# Two adapters of one agent divide the channels of a survey; one that is lost leaves its share to the other.
plug 2
"$PROBE" list >adapters
grep -o '"open":\[[0-9,]*\]' adapters | grep -oE '[0-9]{4}' | sort -u >open
broker
configure 'adapters: [any, any]' 'channels: survey' 'dwellMilliseconds: 100' 'bands: [2.4, 5]'
agent
names=("footfall${radios[0]#phy}" "footfall${radios[1]#phy}")
for number in 0 1; do
    eventually 30000 "adapter $number listens" exists "${names[$number]}"
    listen "${names[$number]}" "capture$number"
    listeners[$number]=$listener
done
"$PROBE" air emit 40 100000 "$(paste -sd, open)" "$(address 0)=-50" "$(address 1)=-50" >emitted &
heard() { frames "$1" | cut -d" " -f1 | sort -u; }
complete() {
    sleep 1
    cat <(heard capture0) <(heard capture1) | sort -u >heard
    diff open heard >difference
}
eventually 30000 "together they visit each open channel" complete
eventually 15000 "both are told of" said info "${names[0]}.*${names[1]}"
# shares: the channels of each adapter, as the agent tells them.
shares() { last info | grep -oE '"channels":\[[0-9,]*\]' | grep -oE '[0-9]{4}' | sort; }
eventually 5000 "each channel is one's alone" diff open <(shares)
field() { last info | grep -oE '"channels":\[[0-9,]*\]' | sed -n "$1p" | grep -oE '[0-9]{4}' | sort; }
cat <(heard capture0) >was
expect "what one heard is what it was given, but for the first moment" \
    [ "$(comm -23 was <(field 1) | wc -l)" -le 3 ]
each() {
    local name
    for name in "${names[@]}"; do
        grep -qE "^debug heard .*capture.interface=$name .*frames=[1-9]" log || return
    done
}
eventually 15000 "each is counted by itself" each
"$PROBE" air remove "${radios[0]}"
eventually 10000 "a lost adapter raises the alert" said alert '"alert":"radio-missing"'
eventually 10000 "coverage is degraded, not lost" grep -q 'zone/shop/occupancy .*"coverage":"degraded"' messages
expect "nothing is unknown" not grep -q 'zone/shop/occupancy .*"coverage":"unknown"' messages
eventually 10000 "the other takes all channels" diff open <(shares)
stations=("${stations[1]}") # the other name may be given again
add 7
eventually 10000 "one that is plugged in takes its place" exists "footfall${radios[2]#phy}"
eventually 10000 "the alert is taken back" radio_is_well
eventually 10000 "and the channels are divided again" [ "$(field 1 | wc -l)" -lt "$(wc -l <open)" ]
