/** False where the user has marked text with the pointer or keys: that is what is meant then. */
export const nothingIsMarked = (): boolean => window.getSelection()?.isCollapsed !== false
