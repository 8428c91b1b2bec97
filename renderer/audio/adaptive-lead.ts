import { VOICE } from '@contract/media-format'

/** All in samples at 24 kHz. */
export interface LeadPolicy {
  /** Where it starts, and what it never falls below. */
  readonly least: number
  readonly most: number
  /** How much one gap adds, and one calm stretch takes away. */
  readonly step: number
  /** Voice that plays for so long without a gap was calm. */
  readonly calm: number
}

/** What is gathered before a reply starts, or goes on after it ran dry. */
export interface AdaptiveLead {
  readonly samples: number
  /** Voice that was rendered since the last gap, or since the lead last shrank. */
  readonly calmFor: number
}

const samplesIn = (milliseconds: number): number => (milliseconds * VOICE.sampleRate) / 1000

/**
 * The least is more than one piece of 40 ms, the smallest that the service sends, so that a voice
 * that comes in real time never plays its only piece; and less than the 60 ms that a first word may
 * take. The most hides the worst of a bad network; beyond it an answer would seem slow instead.
 */
export const LEAD_POLICY: LeadPolicy = {
  least: samplesIn(50),
  most: samplesIn(400),
  step: samplesIn(40),
  calm: samplesIn(20_000),
}

export const firstLead = (policy: LeadPolicy): AdaptiveLead => ({
  samples: policy.least,
  calmFor: 0,
})

/** The voice ran dry within a reply. Pure. */
export function afterUnderrun(lead: AdaptiveLead, policy: LeadPolicy): AdaptiveLead {
  return { samples: Math.min(policy.most, lead.samples + policy.step), calmFor: 0 }
}

/** So many samples were rendered without a gap. Pure. */
export function afterPlaying(
  lead: AdaptiveLead,
  samples: number,
  policy: LeadPolicy,
): AdaptiveLead {
  const calmFor = lead.calmFor + samples
  if (calmFor < policy.calm) return { ...lead, calmFor }
  return { samples: Math.max(policy.least, lead.samples - policy.step), calmFor: 0 }
}
