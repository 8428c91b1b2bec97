/** The forms of issues: they are what a host of repositories reads, and ask for no more than is right. */
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { filesBelow, read } from '../project-files'
import { en } from '../../renderer/i18n/en'

const itemSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('markdown'),
    attributes: z.strictObject({ value: z.string().min(1) }),
  }),
  z.strictObject({
    type: z.enum(['textarea', 'dropdown']),
    id: z.string().regex(/^[a-z]+$/),
    attributes: z.strictObject({
      label: z.string().min(1),
      description: z.string().optional(),
      render: z.string().optional(),
      options: z.array(z.string()).optional(),
    }),
    validations: z.strictObject({ required: z.boolean() }).optional(),
  }),
])
const formSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string().min(1),
  labels: z.array(z.string()).min(1),
  body: z.array(itemSchema).min(1),
})

const forms = filesBelow('.github/ISSUE_TEMPLATE').filter((path) => !path.endsWith('config.yml'))

describe('the forms of issues', () => {
  it.each(forms)('%s is one', (path) => {
    expect(formSchema.safeParse(parse(read(path))).error).toBeUndefined()
  })

  it('name the buttons as the window does, and lead weaknesses elsewhere', () => {
    const bug = read('.github/ISSUE_TEMPLATE/bug.yml')
    const { settings, diagnostics } = en
    expect(bug).toContain(
      `${settings.title} → ${settings.groups.diagnostics} → ${diagnostics.copy}`,
    )
    expect(bug).toContain('SECURITY.md')
  })
})
