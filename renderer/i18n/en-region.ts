/** The words of choosing a part of a screen. */
export const region = {
  region: {
    offer: 'Part of a screen…',
    offerScreen: 'Select a screen to share a part of it.',
    offerWayland:
      'Under Wayland a part of a screen cannot be chosen: the desktop does not tell which screen it shows.',
    label: 'Choose a part of the screen',
    hint: 'Drag to choose what the assistant may see.',
    keys: 'Arrow keys move it, Shift with arrows resizes it, Ctrl makes small steps. Enter shares it, Esc cancels.',
    confirm: 'Share this part',
    size: (width: number, height: number) => `${width} × ${height} px`,
    place: (left: number, top: number) => `${left} px from the left, ${top} px from the top`,
    nothing: 'Choose a part first: drag over it, or press an arrow key.',
    tooSmall: (smallest: number) => `Too small: a part has at least ${smallest} × ${smallest} px.`,
  },
}
