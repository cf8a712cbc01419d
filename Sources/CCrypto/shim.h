/* The SHA-256 compression function with a reusable state is declared only with this:
   EVP has no way to start from a precomputed HMAC pad without an allocation. */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
