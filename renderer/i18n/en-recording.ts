/** The words of recording. */
export const recording = {
  recording: {
    on: 'Recording',
    stop: 'Recording. Click to stop it',
    start: 'Record this conversation',
    startShort: 'Record',
    setting: 'Record conversations',
    settingHint:
      'The sound of both sides is kept on this computer, in the library, from the next conversation on: of you what is sent, of the assistant what was heard. You can start and stop it in each conversation, too.',
  },
}
