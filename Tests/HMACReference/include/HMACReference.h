/* HMAC-SHA-256 of six-octet addresses as a C program would call OpenSSL for it: what the agent's tags are measured
   beside. Each function makes the tags of `count` addresses, and answers all of them xored. */
#pragma once
#include <stddef.h>
#include <stdint.h>

/* The address with this number: any 48 bits, no two alike. */
static inline uint64_t reference_address(uint64_t number) {
    return (number * 0x9E3779B97F4A7C15ULL) & 0xFFFFFFFFFFFFULL;
}

/* HMAC(3), the one-shot function. */
uint32_t reference_one_shot(const unsigned char key[32], uint64_t first, size_t count);

/* EVP_MAC(3), one context, begun again for each address with the key that it has. */
uint32_t reference_mac(const unsigned char key[32], uint64_t first, size_t count);

/* SHA256_Update(3) and SHA256_Final(3) from copies of both hashed pads: the fastest way that is in the manual. */
uint32_t reference_pads(const unsigned char key[32], uint64_t first, size_t count);
