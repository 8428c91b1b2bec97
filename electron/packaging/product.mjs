/** What the product is called, wherever a system asks. */

/** By this name macOS, Windows and Linux desktops know the app; `index.ts` and package.json have it too. */
export const APP_ID = 'app.sightline.desktop'
export const PRODUCT_NAME = 'Sightline'
export const EXECUTABLE = 'sightline'
/** Addresses that open the app: `sightline://…`. */
export const PROTOCOL = 'sightline'
/** Files of conversations: JSON, see docs/conversation-format.md. */
export const FILE_EXTENSION = 'sightline'
export const FILE_TYPE = 'application/vnd.sightline.conversations+json'
export const FILE_DESCRIPTION = 'Sightline conversations'
/** Where updates are looked for; a distributor sets the real one (docs/releasing.md). */
export const UPDATE_FEED = 'https://updates.sightline.invalid'
