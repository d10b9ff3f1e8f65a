export { OutcomeBadge, PriorityMark, StatusBadge, VerdictBadge } from './Badges'
export { CheckInCard } from './CheckInCard'
export { Confirm } from './Confirm'
export { CustomerFacts } from './CustomerFacts'
export { DayPicker, DayRange, WindowPicker } from './Days'
export { DiaryCard } from './DiaryCard'
export { Drawers } from './Drawers'
export { Drawing, type DrawingName } from './Drawing'
export { diffWords } from './diff'
export { EmptyState } from './EmptyState'
export { EvidenceFlags } from './EvidenceFlags'
export { Failed } from './Failed'
export { Figure, type FigureValue, InlineFigure, useFigureText } from './Figure'
export { addDays, firstWeekday, today, useFormats } from './formats'
export { NoteCard } from './NoteCard'
export { useOpen } from './open'
export { Card, Page } from './Page'
export {
  ActivityName,
  CustomerLink,
  initials,
  PersonDisc,
  PersonName,
  TaskLink,
  TeamName,
  toneOf,
} from './People'
export {
  ActivityPicker,
  CustomerPicker,
  PersonPicker,
  type PickerProps,
  TeamPicker,
  TerritoryPicker,
} from './Pickers'
export { type ReasonUse, useReasons, useReasonText } from './reasons'
export type * from './records'
export { SkeletonCards, SkeletonMap, SkeletonRows } from './Skeletons'
export { TaskActions } from './TaskActions'
export { TaskCard } from './TaskCard'
export { TaskStory } from './TaskStory'
export { Timeline } from './Timeline'
export { type Tone, ToneBadge } from './Tone'
export { useValueText } from './values'
export { DayText, WhenText } from './WhenText'
