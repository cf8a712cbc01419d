// Loaded into the agent: a box whose clock can be set and whose disk can refuse, without touching the machine's.
//
// The file $SOAK_BOX holds two numbers of 64 bits in the machine's order. By how many seconds the clock is off: what the
// kernel says of the time of frames is off by the same, as it would be, and a time service keeps the clock right. And
// whether the disk has no room, not even in files that are there: a card that wears out refuses so, and SQLite's log, which
// is written over and over, would not feel a disk that is merely full.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pcap/pcap.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

struct box {
    int64_t off;
    int64_t refuses;
};

static const volatile struct box *box;

__attribute__((constructor)) static void begin(void) {
    int file = open(getenv("SOAK_BOX"), O_RDONLY | O_CLOEXEC);
    void *page = mmap(NULL, sizeof *box, PROT_READ, MAP_SHARED, file, 0);
    if (page == MAP_FAILED) abort();
    close(file);
    box = page;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int code = real(clock, time);
    if (clock == CLOCK_REALTIME && box) time->tv_sec += box->off;
    return code;
}

int adjtimex(struct timex *state) {
    memset(state, 0, sizeof *state);
    return TIME_OK;
}

struct receiver {
    pcap_handler handler;
    unsigned char *user;
};

static void receive(unsigned char *user, const struct pcap_pkthdr *header, const unsigned char *bytes) {
    const struct receiver *receiver = (const struct receiver *)user;
    struct pcap_pkthdr moved = *header;
    moved.ts.tv_sec += box->off;
    receiver->handler(receiver->user, &moved, bytes);
}

int pcap_dispatch(pcap_t *capture, int count, pcap_handler handler, unsigned char *user) {
    static int (*real)(pcap_t *, int, pcap_handler, unsigned char *);
    if (!real) real = (int (*)(pcap_t *, int, pcap_handler, unsigned char *))dlsym(RTLD_NEXT, "pcap_dispatch");
    struct receiver receiver = {handler, user};
    return real(capture, count, receive, (unsigned char *)&receiver);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real) real = (ssize_t(*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
    if (box && box->refuses) {
        errno = ENOSPC;
        return -1;
    }
    return real(file, bytes, count, offset);
}
