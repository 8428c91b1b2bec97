/** What `npm run test:package` has made for these tests. */

const given = (name: string): string => {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: run npm run test:package`)
  return value
}

/** The deb of the sources' own version, and of a higher one. */
export const deb = given('SIGHTLINE_DEB')
export const newerDeb = given('SIGHTLINE_NEWER_DEB')

/** An ordinary user who exists for these tests alone. */
export const user = { name: given('SIGHTLINE_TEST_USER'), home: given('SIGHTLINE_TEST_HOME') }
