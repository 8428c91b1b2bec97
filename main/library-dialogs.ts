/** Dialogs of the system's; each answers with an absolute path, or `null` where the user thought better. */
export interface LibraryDialogs {
  /** Where to write a file; `name` is offered. The system has asked before a file is replaced. */
  saveFile(name: string): Promise<string | null>
  /** A folder for several files. */
  chooseFolder(): Promise<string | null>
  /** A file of conversations. */
  openFile(): Promise<string | null>
}

/** Of a user who always thinks better, as in a shell without dialogs. */
export const NO_DIALOGS: LibraryDialogs = {
  saveFile: () => Promise.resolve(null),
  chooseFolder: () => Promise.resolve(null),
  openFile: () => Promise.resolve(null),
}
