# Four sensors hear one transmitter, each at the level of its place.
plug 4
levels=(-41 -58 -67 -90)
deliveries=() listeners=()
for number in 0 1 2 3; do
    deliveries+=("$(address $number)=${levels[$number]}")
    "$PROBE" watch "${radios[$number]}" 60 2462 >"log$number" &
done
for number in 0 1 2 3; do
    eventually 9000 "sensor $number listens" grep -q opened "log$number"
    listen "footfall${radios[$number]#phy}" "capture$number"
    listeners+=("$listener")
done
"$PROBE" air emit 5 25 2462 "${deliveries[@]}" >emitted
sleep 0.5
for listener in "${listeners[@]}"; do hush "$listener"; done
for number in 0 1 2 3; do
    expect "sensor $number heard all at its level" \
        [ "$(frames "capture$number" | grep -c "^2462 2462 ${levels[$number]}\$")" = 25 ]
done
