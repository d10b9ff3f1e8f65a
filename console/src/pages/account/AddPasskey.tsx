import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../api'
import { makePasskey } from '../../shell/session/passkeys'
import { NameForm } from './NameForm'
import { useAct } from './useAct'

/** Has the browser make a key for this server. */
export function AddPasskey({ onDone }: { onDone: (codes?: string[]) => void }) {
  const { t } = useTranslation(['account', 'shell'])
  const act = useAct()
  const make = async (name: string) => {
    const said = await act.run(async () => {
      const asked = await answer(api.POST('/v1/account/passkeys/challenge'))
      const passkey = await makePasskey(asked)
      return answer(api.POST('/v1/account/passkeys', { body: { name, passkey } }))
    }, t('passkey.done'))
    if (said) onDone(said.recovery_codes)
  }
  return (
    <Modal
      opened
      onClose={() => onDone()}
      title={t('passkey.title')}
      closeButtonProps={{ 'aria-label': t('shell:close') }}
    >
      <NameForm
        text={t('passkey.text')}
        example={t('passkey.example')}
        go={t('passkey.go')}
        act={act}
        onName={(name) => void make(name)}
      />
    </Modal>
  )
}
