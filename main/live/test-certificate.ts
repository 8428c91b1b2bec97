/**
 * A certificate for localhost that nobody signed, and its key, for tests of what is refused. Made with
 * `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=localhost`.
 */
export const SELF_SIGNED = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgsdJyG9S5R78A4EaJ
TGl9zsNA8YTkGUHXpkxdbRkhRiuhRANCAATt9rfb8tFfI5pUEXdtzGIH+bzOIueb
g+WeYEpD7+4Fy5uh21fngNCAiworOT89AVQbKEqs7BdJDUS9J7jd6oge
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUIOf/2y9CFSDG2Ldcj134jMbsX0YwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTE5MDYyN1oYDzIxMjYxMDI4
MTkwNjI3WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATt9rfb8tFfI5pUEXdtzGIH+bzOIuebg+WeYEpD7+4Fy5uh21fngNCA
iworOT89AVQbKEqs7BdJDUS9J7jd6ogeo28wbTAdBgNVHQ4EFgQU47Hnl/haSYgO
VoH30JH4kyGNR6MwHwYDVR0jBBgwFoAU47Hnl/haSYgOVoH30JH4kyGNR6MwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIgbpQfUNAHurML6T6J8ZKxE8MmUSsqWRTvOY6lcqR+qLYCIQCt
cqAJyTxPFMqSKrv6syD0FDQDz9hBvA2vUBkoxSSQkA==
-----END CERTIFICATE-----
`,
}
