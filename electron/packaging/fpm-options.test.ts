import { describe, expect, it } from 'vitest'
import { controlFile } from './debian-control.mjs'
import { readFpmOptions } from './fpm-options.mjs'

/** As electron-builder 26 says it. */
const ARGUMENTS = [
  ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'libnss3', '-d', 'liba | libb'],
  ...['--deb-recommends', 'libxt6', '--deb-compression', 'gz', '--architecture', 'amd64'],
  ...['--after-install', '/in.sh', '--after-remove', '/out.sh'],
  ...['--description', 'Hears and sees\n  First line.\n\n  Last line.', '--version', '1.2.3'],
  ...['--package', '/dist/app.deb', '--name', 'sightline', '--maintainer', 'Us <us@x.invalid>'],
  ...['--vendor', 'Us', '--url', 'https://x.invalid', '--category', 'sound'],
  ...[
    '--deb-priority',
    'optional',
    '--license',
    'MIT',
    '--conflicts',
    'other',
    '--replaces',
    'other',
  ],
  ...['/dist/unpacked/=/opt/Sightline', '/a=b/icon.png=/usr/share/icon.png'],
]

describe('what electron-builder says to fpm', () => {
  it('is read', () => {
    const deb = readFpmOptions(ARGUMENTS)
    expect(deb).toMatchObject({ file: '/dist/app.deb', compression: 'gzip', architecture: 'amd64' })
    expect(deb.scripts).toEqual({ postinst: '/in.sh', postrm: '/out.sh' })
    expect(deb.mappings).toEqual([
      { from: '/dist/unpacked/', to: '/opt/Sightline' },
      { from: '/a=b/icon.png', to: '/usr/share/icon.png' },
    ])
  })

  it.each([
    ['an option that is not known', ['--deb-systemd', 'x'], '--deb-systemd is not known'],
    ['one of another kind of package', ['--rpm-os=linux'], '--rpm-os=linux is not known'],
    ['an option without its value', ['--url'], '--url has no value'],
    ['a compression that dpkg-deb has not', ['--deb-compression', 'lzo'], 'lzo is not known'],
    ['a file that goes nowhere', ['/some/file'], 'from where to where'],
    ['another format', ['-t', 'rpm'], 'only -s dir -t deb'],
  ])('is refused with %s', (_what, more, words) => {
    expect(() => readFpmOptions([...ARGUMENTS, ...more])).toThrow(words)
  })

  it('is refused when something is missing', () => {
    const at = ARGUMENTS.indexOf('--maintainer')
    expect(() => readFpmOptions(ARGUMENTS.toSpliced(at, 2))).toThrow('--maintainer is missing')
  })
})

describe('the control file', () => {
  it('has each field, and the description folded', () => {
    expect(controlFile(readFpmOptions(ARGUMENTS), 1234)).toBe(
      [
        'Package: sightline',
        'Version: 1.2.3',
        'Architecture: amd64',
        'Maintainer: Us <us@x.invalid>',
        'Installed-Size: 1234',
        'Depends: libnss3, liba | libb',
        'Recommends: libxt6',
        'Conflicts: other',
        'Replaces: other',
        'Section: sound',
        'Priority: optional',
        'Homepage: https://x.invalid',
        'Description: Hears and sees',
        ' First line.',
        ' .',
        ' Last line.',
        '',
      ].join('\n'),
    )
  })

  it('lets no value begin a field of its own', () => {
    const deb = { ...readFpmOptions(ARGUMENTS), maintainer: 'Us\nEssential: yes' }
    expect(() => controlFile(deb, 1)).toThrow('Maintainer is more than one line')
  })
})
