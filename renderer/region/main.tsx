/** The page that covers a screen while the user chooses a part of it. */
import '../trusted-types'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { region } from './bridge'
import { RegionPicker } from './region-picker'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/controls.css'
import '../styles/region.css'

void region.readScreen().then(async (read) => {
  const root = document.getElementById('root')
  if (!read.ok || !root) return // main gives up on a page that never shows
  const { jpeg, width, height } = read.value
  const picture = URL.createObjectURL(new Blob([jpeg], { type: 'image/jpeg' }))
  const image = new Image()
  image.src = picture
  await image.decode()
  createRoot(root).render(
    <StrictMode>
      <RegionPicker
        picture={picture}
        screen={{ width, height }}
        onAnswer={(chosen) => void region.answer({ region: chosen })}
      />
    </StrictMode>,
  )
  await region.showPage()
})
