/** A self-signed certificate for `localhost`, valid until 2126, and its key. For tests only: it protects nothing. */
export const selfSigned = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgoG4/oHjjC0edqooS
3ZSUyszgT1JBuM0CBmU+Ld1ZmYShRANCAAS3PAcimwqI3kUYkr5vjolqNLf1dTYg
ac1ClNNX0FvEHnNbOW5PeSl7sYy7iSTuTvgiH0WSTtklEn8wtLXajH1f
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBlTCCATugAwIBAgIUGrBnnfl6/+3kHavP7jSWYyTio5UwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTIxMzAzN1oYDzIxMjYxMDI4
MjEzMDM3WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAS3PAcimwqI3kUYkr5vjolqNLf1dTYgac1ClNNX0FvEHnNbOW5PeSl7
sYy7iSTuTvgiH0WSTtklEn8wtLXajH1fo2kwZzAdBgNVHQ4EFgQUAugESjc9/37r
kTfFol865c+io24wHwYDVR0jBBgwFoAUAugESjc9/37rkTfFol865c+io24wDwYD
VR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhvc3QwCgYIKoZIzj0EAwID
SAAwRQIgCnXu0oA0guvNTzhWgwWxRwp9sgjjsFV9+Rt8XTP+vUwCIQCKqzmBjPCX
k5FxYj+so7G6LChDLhXCmrt8B8S1f/m3fA==
-----END CERTIFICATE-----
`,
};
