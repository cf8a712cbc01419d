#include <net/if.h> /* first, as in CLinux: both doors then see the same declarations */
#include <linux/if.h>
#include <linux/if_link.h>
#include <linux/nl80211.h>
#include <netlink/genl/ctrl.h>
#include <netlink/genl/genl.h>
#include <netlink/netlink.h>
