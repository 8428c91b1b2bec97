import type { Box, Corner } from '@contract/settings'

const percent = (part: number): string => `${Math.round(part * 100)} %`
const counted = (count: number): string => (count === 1 ? '1 part' : `${count} parts`)

/** The words of what is covered in the picture, and of the camera in its corner. */
export const picture = {
  covers: {
    open: 'Cover parts…',
    notYet: 'Parts can be covered once a picture was sent.',
    some: (count: number) => `${counted(count)} covered`,
    endWithShare: (count: number) =>
      `${counted(count)} ${count === 1 ? 'is' : 'are'} covered now. Something else is shared without covers.`,
    reshaped:
      'The picture has another shape than when you covered parts of it: check that the covers still lie right.',
    title: 'Cover parts of the picture',
    intro:
      'Draw a box over what must not be seen. It is filled before a picture leaves this computer.',
    stay: 'Covers keep their place in the picture: they do not follow what scrolls, moves or changes its size. They end with what is shared.',
    keys: 'Arrow keys move a cover, with Shift they resize it, Delete removes it; Page Up and Page Down lead to the others.',
    stage: 'The picture with its covers',
    name: (position: number, count: number, { left, top, width, height }: Box) =>
      `Cover ${position} of ${count}, ${percent(left)} from left, ${percent(top)} from top, ` +
      `${percent(width)} wide, ${percent(height)} high`,
    none: 'Nothing is covered.',
    add: 'Add a cover',
    remove: 'Remove',
    clear: 'Remove all',
    most: (max: number) => `There can be ${max} covers and no more. Remove one to add another.`,
    done: 'Done',
  },
  cornerCamera: {
    label: 'Camera in the corner',
    none: 'None',
    corner: 'Corner',
    corners: {
      'top-left': 'Top left',
      'top-right': 'Top right',
      'bottom-left': 'Bottom left',
      'bottom-right': 'Bottom right',
    } satisfies Record<Corner, string>,
    together: (source: string, camera: string) => `${source}, with camera ${camera}`,
    takeOut: 'Take the camera out',
  },
}
