/* What the work costs in C: libpcap, a kernel-style filter, the radiotap header, the elements of a probe request, a keyed
 * hash of the address, a table of devices. The measure that footfall replay is held against.
 *
 *   reference walk FILE    only libpcap's loop over all frames
 *   reference full FILE    all of the above
 *
 * Build: gcc -O2 -o reference reference.c -lpcap
 */
#include <pcap/pcap.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint16_t read16(const uint8_t *p) { return (uint16_t)(p[0] | p[1] << 8); }
static uint32_t read32(const uint8_t *p) { return read16(p) | (uint32_t)read16(p + 2) << 16; }

/* ---- radiotap.org: fields of the first namespace, in the order of their bits ---- */

enum { FLAGS = 1, CHANNEL = 3, SIGNAL = 5, KNOWN_FIELDS = 28 };
enum { NAMESPACE_RADIOTAP = 29, NAMESPACE_VENDOR = 30, ANOTHER_WORD = 31 };
enum { FLAG_FCS_PRESENT = 0x10, FLAG_FCS_BAD = 0x40 };

static const struct { uint8_t size, alignment; } fields[KNOWN_FIELDS] = {
    {8, 8}, {1, 1}, {1, 1}, {4, 2}, {2, 2}, {1, 1}, {1, 1}, {2, 2}, {2, 2}, {2, 2}, {1, 1}, {1, 1}, {1, 1}, {1, 1},
    {2, 2}, {2, 2}, {1, 1}, {1, 1}, {8, 4}, {3, 1}, {8, 4}, {12, 2}, {12, 8}, {12, 2}, {12, 2}, {6, 2}, {4, 2}, {0, 1},
};

struct reception {
    uint8_t flags;
    uint16_t frequency;
    int8_t signal;
    bool has_signal;
    int8_t antennas[4];
    unsigned antenna_count;
};

static void note_field(struct reception *reception, unsigned field, const uint8_t *value) {
    switch (field) {
    case FLAGS: reception->flags = *value; break;
    case CHANNEL: reception->frequency = read16(value); break;
    case SIGNAL:
        if (!reception->has_signal) reception->signal = (int8_t)*value;
        else if (reception->antenna_count < 4) reception->antennas[reception->antenna_count++] = (int8_t)*value;
        reception->has_signal = true;
        break;
    }
}

static bool read_radiotap(const uint8_t *bytes, size_t length, struct reception *reception) {
    size_t offset = 4;
    do {
        if (offset + 4 > length) return false;
        offset += 4;
    } while (bytes[offset - 1] & 0x80);
    bool in_vendor_namespace = false;
    size_t vendor_end = 0;
    for (size_t word_offset = 4;; word_offset += 4) {
        uint32_t word = read32(bytes + word_offset);
        if (in_vendor_namespace) {
            offset = vendor_end;
        } else {
            for (uint32_t bits = word & 0x1FFFFFFF; bits; bits &= bits - 1) {
                unsigned field = (unsigned)__builtin_ctz(bits);
                if (field >= KNOWN_FIELDS || fields[field].size == 0) return reception->has_signal;
                size_t mask = fields[field].alignment - 1u;
                offset = (offset + mask) & ~mask;
                if (offset + fields[field].size > length) return false;
                note_field(reception, field, bytes + offset);
                offset += fields[field].size;
            }
        }
        if (!(word >> ANOTHER_WORD & 1)) return reception->has_signal;
        if (word >> NAMESPACE_RADIOTAP & 1) {
            in_vendor_namespace = false;
        } else if (word >> NAMESPACE_VENDOR & 1) {
            offset = (offset + 1) & ~(size_t)1;
            if (offset + 6 > length) return false;
            vendor_end = offset + 6 + read16(bytes + offset + 4);
            if (vendor_end > length) return false;
            offset += 6;
            in_vendor_namespace = true;
        }
    }
}

/* ---- IEEE 802.11: the elements, condensed to what tells models apart ---- */

enum { PROBE_REQUEST = 0x40, HEADER_LENGTH = 24, TRANSMITTER_OFFSET = 10, FCS_LENGTH = 4 };
enum { RATES = 1, HT_CAPABILITIES = 45, EXTENDED_RATES = 50, EXTENDED_CAPABILITIES = 127, VHT_CAPABILITIES = 191, VENDOR = 221 };

static uint64_t mix(uint64_t hash, uint64_t value) { return (hash ^ value) * 0x100000001B3; }

static uint64_t fingerprint(const uint8_t *element, const uint8_t *end) {
    uint64_t hash = 0xCBF29CE484222325;
    while (end - element >= 2 && end - element >= 2 + element[1]) {
        const uint8_t *body = element + 2;
        unsigned length = element[1];
        hash = mix(hash, element[0]);
        switch (element[0]) {
        case RATES: case EXTENDED_RATES: case HT_CAPABILITIES: case EXTENDED_CAPABILITIES: case VHT_CAPABILITIES:
            for (unsigned i = 0; i < length; i++) hash = mix(hash, body[i]);
            break;
        case VENDOR:
            if (length >= 4) hash = mix(hash, read32(body));
            break;
        }
        element = body + length;
    }
    return hash;
}

/* ---- SipHash-2-4 of six octets: Aumasson, Bernstein, "SipHash: a fast short-input PRF" ---- */

static uint64_t rotate(uint64_t value, int count) { return value << count | value >> (64 - count); }

static void sip_round(uint64_t v[4]) {
    v[0] += v[1]; v[1] = rotate(v[1], 13) ^ v[0]; v[0] = rotate(v[0], 32);
    v[2] += v[3]; v[3] = rotate(v[3], 16) ^ v[2];
    v[0] += v[3]; v[3] = rotate(v[3], 21) ^ v[0];
    v[2] += v[1]; v[1] = rotate(v[1], 17) ^ v[2]; v[2] = rotate(v[2], 32);
}

static uint64_t keyed_hash(const uint8_t address[6]) {
    const uint64_t k0 = 0x0706050403020100, k1 = 0x0F0E0D0C0B0A0908;
    uint64_t v[4] = {k0 ^ 0x736F6D6570736575, k1 ^ 0x646F72616E646F6D, k0 ^ 0x6C7967656E657261, k1 ^ 0x7465646279746573};
    uint64_t block = 6ull << 56 | (uint64_t)read16(address + 4) << 32 | read32(address);
    v[3] ^= block;
    sip_round(v);
    sip_round(v);
    v[0] ^= block;
    v[2] ^= 0xFF;
    for (int i = 0; i < 4; i++) sip_round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}

/* ---- the table of devices: open addressing, at most seven tenths full ---- */

struct device {
    uint64_t pseudonym, first, last, fingerprint;
    int32_t smoothed_signal;
    uint32_t count;
    uint16_t frequency;
    int8_t best_signal;
    bool in_use;
};

static struct device *table;
static size_t capacity, device_count;

static struct device *find_slot(struct device *slots, size_t size, uint64_t pseudonym) {
    size_t slot = pseudonym & (size - 1);
    while (slots[slot].in_use && slots[slot].pseudonym != pseudonym) slot = (slot + 1) & (size - 1);
    return &slots[slot];
}

static void grow(void) {
    size_t size = capacity ? capacity * 2 : 1024;
    struct device *slots = calloc(size, sizeof *slots);
    if (!slots) abort();
    for (size_t i = 0; i < capacity; i++)
        if (table[i].in_use) *find_slot(slots, size, table[i].pseudonym) = table[i];
    free(table);
    table = slots;
    capacity = size;
}

static void note_device(uint64_t pseudonym, const struct reception *reception, uint64_t print, uint64_t time) {
    if (device_count * 10 >= capacity * 7) grow();
    struct device *device = find_slot(table, capacity, pseudonym);
    if (!device->in_use) {
        *device = (struct device){.pseudonym = pseudonym, .first = time, .smoothed_signal = reception->signal * 256,
                                  .best_signal = reception->signal, .in_use = true};
        device_count++;
    }
    device->last = time;
    device->count++;
    device->smoothed_signal += (reception->signal * 256 - device->smoothed_signal) / 8;
    if (reception->signal > device->best_signal) device->best_signal = reception->signal;
    device->fingerprint = print;
    device->frequency = reception->frequency;
}

/* ---- */

static uint64_t frames, octets, probe_requests, bad;

static void walked(u_char *unused, const struct pcap_pkthdr *record, const u_char *bytes) {
    (void)unused;
    (void)bytes;
    frames++;
    octets += record->caplen;
}

static void captured(u_char *unused, const struct pcap_pkthdr *record, const u_char *bytes) {
    (void)unused;
    frames++;
    size_t length = record->caplen;
    if (length < 8) return;
    size_t header = read16(bytes + 2);
    if (header + HEADER_LENGTH > length || bytes[header] != PROBE_REQUEST) return;
    struct reception reception = {0};
    read_radiotap(bytes, header, &reception);
    if (reception.flags & FLAG_FCS_BAD) {
        bad++;
        return;
    }
    const uint8_t *frame = bytes + header, *end = bytes + length;
    if (reception.flags & FLAG_FCS_PRESENT) {
        if (end - frame < HEADER_LENGTH + FCS_LENGTH) return;
        end -= FCS_LENGTH;
    }
    probe_requests++;
    uint64_t print = fingerprint(frame + HEADER_LENGTH, end);
    uint64_t time = (uint64_t)record->ts.tv_sec * 1000000 + (uint64_t)record->ts.tv_usec;
    note_device(keyed_hash(frame + TRANSMITTER_OFFSET), &reception, print, time);
}

int main(int count, char **arguments) {
    if (count != 3 || (strcmp(arguments[1], "walk") && strcmp(arguments[1], "full"))) {
        fputs("usage: reference walk|full FILE\n", stderr);
        return 64;
    }
    bool is_full = !strcmp(arguments[1], "full");
    char message[PCAP_ERRBUF_SIZE];
    pcap_t *capture = pcap_open_offline(arguments[2], message);
    if (!capture) {
        fprintf(stderr, "%s\n", message);
        return 66;
    }
    struct bpf_program filter;
    if (is_full && (pcap_compile(capture, &filter, "type mgt subtype probe-req", 1, PCAP_NETMASK_UNKNOWN) ||
                    pcap_setfilter(capture, &filter))) {
        fprintf(stderr, "%s\n", pcap_geterr(capture));
        return 65;
    }
    if (pcap_loop(capture, -1, is_full ? captured : walked, NULL) < 0) {
        fprintf(stderr, "%s\n", pcap_geterr(capture));
        return 65;
    }
    printf("frames %llu, octets %llu, probe requests %llu, bad %llu, devices %zu\n", (unsigned long long)frames,
           (unsigned long long)octets, (unsigned long long)probe_requests, (unsigned long long)bad, device_count);
}
