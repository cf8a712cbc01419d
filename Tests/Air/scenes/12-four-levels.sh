# Four sensors hear one transmitter, each at the level of its place.
#
# This is how one tests location on the air, with agents in the place of `radioprobe watch` (guest-functions has what is
# named here):
#     plug 4                                      four radios with the addresses $(address 0) to $(address 3)
#     broker                                      one broker for all; what is published is in the file `messages`
#     sensor north "adapter: ${stations[0]}" 'channels: [11]'
#                                                 an agent for each radio, all on one channel; further sections of the
#                                                 configuration, such as siteFile, stand in shared.yaml before
#     eventually 30000 "north listens" tuned "footfall${radios[0]#phy}" 2462
#     "$PROBE" air emit 5 25 2462 "$(address 0)=-41" ... "$(address 3)=-90" from=02:f0:00:00:00:01
#                                                 25 probe requests, one in 5 ms, which each radio hears at its level
# The levels are the caller's: those that the path loss gives for the place where the transmitter is to be. For one that
# walks, call `emit` again and again. As long as it runs, radios hear nothing else; 4,000 deliveries a second are the most
# on a loaded machine. Without `from=` the sender is 02:f0:00:00 and the frequency in two bytes.
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
