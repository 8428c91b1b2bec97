import { join } from 'node:path'
import { app, dialog, type FileFilter } from 'electron'
import { CONVERSATION_FILE } from '@contract/library-format'
import type { LibraryDialogs } from '@main/library-dialogs'
import { keepAwake } from './box'

const JSON_FILES: FileFilter = {
  name: 'Sightline conversations',
  extensions: [CONVERSATION_FILE, 'json'],
}
const ALL_FILES: FileFilter = { name: 'All files', extensions: ['*'] }

/** Where files of conversations are looked for first. */
const documents = (): string => app.getPath('documents')

/** The dialogs of the system in which the user says where conversations go and come from. */
export const libraryDialogs: LibraryDialogs = {
  saveFile: async (name) => {
    const { filePath } = await keepAwake(() =>
      dialog.showSaveDialog({
        title: 'Export',
        defaultPath: join(documents(), name),
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      }),
    )
    return filePath === '' ? null : filePath
  },
  chooseFolder: async () => {
    const { filePaths } = await keepAwake(() =>
      dialog.showOpenDialog({
        title: 'Export to a folder',
        buttonLabel: 'Export here',
        defaultPath: documents(),
        properties: ['openDirectory', 'createDirectory'],
      }),
    )
    return filePaths[0] ?? null
  },
  openFile: async () => {
    const { filePaths } = await keepAwake(() =>
      dialog.showOpenDialog({
        title: 'Import conversations',
        defaultPath: documents(),
        filters: [JSON_FILES, ALL_FILES],
        properties: ['openFile'],
      }),
    )
    return filePaths[0] ?? null
  },
}
