/** Secrets of every kind that the app could meet, each with a part that is found nowhere else. */

/** The part of each canary by which it is found again, whatever stands around it. */
export const canaryMark = (number: number): string => `canary${number}x7Qf`

const mark = canaryMark

/** As servers, proxies and libraries write them into their errors; all of them are made up. */
export const CANARIES: readonly string[] = [
  `API key AIzaSyC${mark(0)}${'0aB-'.repeat(6)} not valid`,
  `Consumer api_key:AIzaSyC${mark(1)}${'1aB_'.repeat(6)} suspended`,
  `wss://host/ws?key=${mark(2)}&alt=json`,
  `Authorization: Bearer ${mark(3)}`,
  `authorization=Basic ${mark(4)}c2VjcmV0`,
  `Proxy-Authorization: Basic ${mark(5)}Zm9v`,
  `http://user:${mark(6)}@proxy.example:8080`,
  `socks5://${mark(7)}@proxy.example`,
  `auth_tokens/${mark(8)}`,
  `access_token=${mark(9)}`,
  `{"token":"${mark(10)}"}`,
  `{"private_key":"-----BEGIN PRIVATE KEY-----\\n${mark(11)}\\n-----END PRIVATE KEY-----"}`,
  `-----BEGIN RSA PRIVATE KEY-----\n${mark(12)}\n-----END RSA PRIVATE KEY-----`,
  `ya29.${mark(13)}aBcDeFgH`,
  `eyJhbGci${mark(14)}.eyJzdWIiOiJ4In0.c2ln`,
  `password: ${mark(15)}`,
  `{"client_secret": "${mark(16)}"}`,
  `Set-Cookie: session=${mark(17)}`,
  `x-goog-api-key: ${mark(18)}`,
  `sig=${mark(19)}`,
  `credentials="${mark(20)}"`,
  `AQ.${mark(21)}${'aB3_'.repeat(6)}`,
  `handle ${mark(22)}${'0a1b'.repeat(12)}`,
]
