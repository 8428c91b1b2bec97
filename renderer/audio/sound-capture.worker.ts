import type { CaptureCommand } from './capture-messages'
import { CaptureProcess } from './capture-process'

const process = new CaptureProcess((report) => postMessage(report))

addEventListener('message', ({ data }: MessageEvent<CaptureCommand>) => process.obey(data))
