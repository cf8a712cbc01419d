# Four agents of one site hear a transmitter that goes from place to place: the zone that comes out of the broker becomes
# the one in which it is.
source "$AIR/../../deploy/demo.d/keys"
plug 4
broker
names=(south-west south-east north-west north-east)
x=(1 19 1 19) y=(1 1 19 19)
{
    printf 'site: air\nversion: 1\ntimeZone: UTC\nfloors: [{id: ground, outline: [[0, 0], [20, 0], [20, 20], [0, 20]]}]\n'
    echo 'zones:'
    for zone in 'south-west 0 0' 'south-east 10 0' 'north-west 0 10' 'north-east 10 10'; do
        read -r name left low <<<"$zone"
        right=$((left + 10)) high=$((low + 10))
        echo "  - {id: $name, floor: ground, outline: [[$left, $low], [$right, $low], [$right, $high], [$left, $high]]}"
    done
    echo 'sensors:'
    for number in 0 1 2 3; do
        roles=sensor
        [ $number != 0 ] || roles='sensor, locator'
        echo "  - {id: ${names[number]}, floor: ground, x: ${x[number]}, y: ${y[number]}, roles: [$roles], $(enrol "keys-${names[number]}")}"
    done
} >site.yaml
expect "the site is right" "$FOOTFALL" check site.yaml
printf 'siteFile: %s/site.yaml\nkeys: {directory: %s/keys-@}\n' "$PWD" "$PWD" >shared.yaml
for number in 0 1 2 3; do sensor "${names[number]}" "adapter: ${stations[number]}" 'channels: [11]'; done
for number in 0 1 2 3; do
    eventually 40000 "${names[number]} listens" tuned "footfall${radios[number]#phy}" 2462
done
eventually 20000 "there is a locator" grep -q '/site/locator/lease .*"holder":"south-west"' messages
eventually 20000 "it has announced keys" grep -q '/site/keys/epoch ' messages
heard_by() { grep -q "/sensor/$1/sightings " messages; }
for name in "${names[@]}"; do eventually 20000 "$name sends sightings" heard_by "$name"; done

# deliver X Y: what each radio hears of a phone there: 42 dB lost at 1 m, 2.5 decades of distance for 10 dB each.
deliver() {
    local number
    for number in 0 1 2 3; do
        awk -v x="$1" -v y="$2" -v a="${x[number]}" -v b="${y[number]}" -v who="$(address "$number")" \
            'BEGIN { d = sqrt((x - a) ^ 2 + (y - b) ^ 2 + 1.5 ^ 2); printf "%s=%d\n", who, -42 - 25 * log(d) / log(10) }'
    done
}
# zones: where the visit was, as the broker's messages say: when it began, and each time that it moved.
zones() { sed -nE 's#^footfall/v1/air/event/visit/(started|moved) .*"zone":"([a-z-]+)".*#\2#p' messages; }
# is_in ZONE: it was there last; until then, the phone scans once more. Scans that follow each other sooner are one.
is_in() {
    [ "$(zones | tail -n 1)" != "$1" ] || return 0
    "$PROBE" air emit 20 5 2462 "${deliveries[@]}" from=3c:5a:b4:00:00:01 >>emitted
    sleep 5
    return 1
}
for spot in '15 4 south-east' '16 15 north-east' '5 16 north-west' '4 4 south-west'; do
    read -r east north zone <<<"$spot"
    mapfile -t deliveries < <(deliver "$east" "$north")
    eventually 60000 "the phone at $east, $north is in $zone" is_in "$zone"
done
expect "it was one visit" [ "$(grep -c '/event/visit/started ' messages)" = 1 ]
for name in "${names[@]}"; do kill -TERM "${agents[$name]}"; done
for name in "${names[@]}"; do expect "$name ends well" wait "${agents[$name]}"; done
eventually 5000 "the visit ends once" at_least 1 '/event/visit/ended ' messages
