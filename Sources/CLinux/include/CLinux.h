/* What Glibc's module map leaves out, or what Swift cannot import as it is. Declarations only.
   No feature macro is defined here: the structures that Swift's Glibc module shows too must look the same in both. */
#pragma once
#include <net/if.h> /* first: the kernel's headers then leave out what it declares */
#include <linux/if_arp.h>
#include <linux/if_tun.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <sys/un.h>

/* Request codes that the headers write with sizeof, which Swift does not import: linux/if_tun.h. */
static const unsigned long CLINUX_TUNSETIFF = TUNSETIFF;
static const unsigned long CLINUX_TUNSETLINK = TUNSETLINK;

#include <pthread.h>
/* pthread.h shows it to GNU sources only. */
int pthread_setname_np(pthread_t thread, const char *name);

/* prctl(2) takes a variable number of arguments, which Swift cannot call. */
static inline int clinux_set_undumpable(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }
