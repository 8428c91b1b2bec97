import type { EchoProfile } from '@contract/settings'

/** The words about microphone, speakers and echo. */
export const sound = {
  sound: {
    microphone: 'Microphone',
    speaker: 'Speakers',
    systemDefault: 'System default',
    unnamed: (number: number) => `Device ${number}`,
    notConnected: (name: string) => `${name} (not connected)`,
    microphoneLevel: 'Microphone level',
    voiceLevel: 'Level of the voice',
    levelHint: 'The levels move while a conversation is on.',
    microphoneFallback: (name: string) =>
      `The microphone “${name}” is not connected. The system’s default is used until it is back.`,
    speakerFallback: (name: string) =>
      `The speakers “${name}” are not connected. The voice comes from the system’s default until they are back.`,
    bluetooth:
      'Microphone and speakers are the same Bluetooth headset. Many headsets sound poor while their microphone is on; another microphone helps.',
    profile: 'You hear the voice through',
    profiles: { speakers: 'Speakers', headphones: 'Headphones' } satisfies Record<
      EchoProfile,
      string
    >,
    profileHints: {
      speakers: 'The voice is taken out of what the microphone hears.',
      headphones:
        'Hears you sooner when you speak over the voice. With speakers it would hear itself.',
    } satisfies Record<EchoProfile, string>,
    softInterrupt: 'Hold the voice at once when I speak',
    softInterruptHint:
      'It plays on if it was only a cough. For this, speech is listened for on this computer, which takes some computing time.',
    echoTest: 'Test the echo',
    echoTestHint:
      'Plays a short sound and listens with the microphone for three to six seconds. Nothing leaves this computer.',
    echoTestLater: 'The echo can be tested while no conversation is on.',
    echoListening: 'Microphone on, for this test only',
    echoFailed: 'The test did not work: the microphone or the speakers could not be opened.',
    echoNoSound: 'The microphone delivered no sound at all, so nothing can be said about an echo.',
    echoHeard: (level: string, delay: string) =>
      `We hear the voice coming back (${level} dB, after ${delay} ms): use Speakers.`,
    echoNone: 'No echo: Headphones will hear you sooner.',
    echoCancelled: 'With Speakers the echo is gone.',
    echoLeft: (level: string) => `With Speakers it comes back at ${level} dB.`,
    useProfile: (name: string) => `Use ${name}`,
  },
}
