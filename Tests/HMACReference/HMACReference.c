#define OPENSSL_SUPPRESS_DEPRECATED
#include "HMACReference.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
#include <stdlib.h>

static void write_address(uint64_t number, unsigned char octets[6]) {
    uint64_t address = reference_address(number);
    for (int index = 0; index < 6; index++) octets[index] = (unsigned char)(address >> (40 - 8 * index));
}

static uint32_t leftmost(const unsigned char *digest) {
    return (uint32_t)digest[0] << 24 | (uint32_t)digest[1] << 16 | (uint32_t)digest[2] << 8 | digest[3];
}

static void need(int is_done) {
    if (!is_done) abort();
}

uint32_t reference_one_shot(const unsigned char key[32], uint64_t first, size_t count) {
    unsigned char octets[6], digest[32];
    uint32_t all = 0;
    for (size_t index = 0; index < count; index++) {
        write_address(first + index, octets);
        need(HMAC(EVP_sha256(), key, 32, octets, 6, digest, NULL) != NULL);
        all ^= leftmost(digest);
    }
    return all;
}

uint32_t reference_mac(const unsigned char key[32], uint64_t first, size_t count) {
    unsigned char octets[6], digest[32];
    uint32_t all = 0;
    size_t length;
    EVP_MAC *mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
    EVP_MAC_CTX *context = EVP_MAC_CTX_new(mac);
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, "SHA256", 0), OSSL_PARAM_construct_end()};
    need(EVP_MAC_init(context, key, 32, parameters));
    for (size_t index = 0; index < count; index++) {
        write_address(first + index, octets);
        need(EVP_MAC_init(context, NULL, 0, NULL) && EVP_MAC_update(context, octets, 6)
            && EVP_MAC_final(context, digest, &length, sizeof digest));
        all ^= leftmost(digest);
    }
    EVP_MAC_CTX_free(context);
    EVP_MAC_free(mac);
    return all;
}

uint32_t reference_pads(const unsigned char key[32], uint64_t first, size_t count) {
    unsigned char octets[6], digest[32], pad[64];
    uint32_t all = 0;
    SHA256_CTX inner, outer, context;
    for (int index = 0; index < 64; index++) pad[index] = (index < 32 ? key[index] : 0) ^ 0x36;
    need(SHA256_Init(&inner) && SHA256_Update(&inner, pad, 64));
    for (int index = 0; index < 64; index++) pad[index] ^= 0x36 ^ 0x5C;
    need(SHA256_Init(&outer) && SHA256_Update(&outer, pad, 64));
    for (size_t index = 0; index < count; index++) {
        write_address(first + index, octets);
        context = inner;
        SHA256_Update(&context, octets, 6);
        SHA256_Final(digest, &context);
        context = outer;
        SHA256_Update(&context, digest, 32);
        SHA256_Final(digest, &context);
        all ^= leftmost(digest);
    }
    return all;
}
