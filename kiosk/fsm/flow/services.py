"""The ways of the services that are free of charge."""

from __future__ import annotations

from kiosk.fsm.events import (
    Acknowledged,
    ApplicationConfirmed,
    ApplicationSent,
    ApplicationWanted,
    Back,
    CardChecked,
    CardRefused,
    Faulted,
    FormFilled,
    HeadsFound,
    LastTryAccepted,
    PasswordEntered,
    PasswordRefused,
    PasswordReset,
    ReceiptPrinted,
    Refused,
    RegistrationFound,
    ReservationFound,
    SignatureRead,
    SignatureWanted,
    TimedOut,
    TopicChosen,
)
from kiosk.fsm.flow.rows import LEAVE, STAY, Row, row
from kiosk.fsm.states import S

# fmt: off
PASSWORD_RESET: tuple[Row, ...] = (
    # on                 from                 to                   only if / unless / then
    row(ReservationFound, S.AUTHENTICATE, S.NEW_PASSWORD, only_if="is_password_reset", then="note_reservation"),
    row(PasswordEntered, S.NEW_PASSWORD, S.REPEAT_PASSWORD, only_if="password_is_mixed", then="take_password clear_notice"),
    row(PasswordEntered, S.REPEAT_PASSWORD, S.RESET_PASSWORD, only_if="passwords_agree", then="drop_repetition"),
    row(PasswordEntered, S.REPEAT_PASSWORD, S.NEW_PASSWORD, then="drop_repetition say_passwords_differ"),
    row(Back, S.REPEAT_PASSWORD, S.NEW_PASSWORD),
    row(PasswordReset, S.RESET_PASSWORD, S.RESULT, then="note_number"),
    row(TimedOut, S.RESET_PASSWORD, S.REFUSAL, then="say_reset_uncertain"),
    row(Faulted, S.RESET_PASSWORD, S.REFUSAL, then="say_reset_uncertain"),
    row(Refused, S.RESET_PASSWORD, S.REFUSAL, then="note_reason"),
    row(CardRefused, S.RESET_PASSWORD, S.PLACE_CARD, only_if="card_was_pulled", unless="service_has_closed", then="note_card_gone note_reason"),
    row(CardRefused, S.RESET_PASSWORD, S.REFUSAL, then="note_reason"),
)

USAGE_REGISTRATION: tuple[Row, ...] = (
    row(RegistrationFound, S.AUTHENTICATE, S.REGISTRATION_STATE, only_if="is_usage_registration", then="note_registration"),
    row(ApplicationWanted, S.REGISTRATION_STATE, S.REFUSAL, only_if="may_apply password_is_locked", then="say_password_locked"),
    row(ApplicationWanted, S.REGISTRATION_STATE, S.DOMICILE_TOWN, only_if="may_apply"),
    row(FormFilled, S.DOMICILE_TOWN, S.DOMICILE_LOT, only_if="town_is_known", then="note_form"),
    row(FormFilled, S.DOMICILE_LOT, S.REGISTER_HEAD, only_if="lot_is_valid", then="note_form"),
    row(FormFilled, S.REGISTER_HEAD, S.FIND_HEAD, only_if="kana_is_valid centre_tells_heads", then="note_form"),
    row(FormFilled, S.REGISTER_HEAD, S.TELEPHONE, only_if="kana_is_valid", then="note_form"),
    row(HeadsFound, S.FIND_HEAD, S.HEAD_CANDIDATES, then="note_heads"),
    row(FormFilled, S.HEAD_CANDIDATES, S.TELEPHONE, only_if="head_is_a_candidate", then="note_form"),
    row(FormFilled, S.TELEPHONE, S.APPLICATION, only_if="telephone_is_valid", then="note_form"),
    row(ApplicationConfirmed, S.APPLICATION, S.LAST_PASSWORD_TRY, only_if="form_is_complete one_password_try", then="name_application"),
    row(ApplicationConfirmed, S.APPLICATION, S.SIGNATURE_PASSWORD, only_if="form_is_complete", then="name_application"),
    row(ApplicationSent, S.SIGN_APPLICATION, S.RESULT, then="note_application"),
    row(PasswordRefused, S.SIGN_APPLICATION, S.REFUSAL, only_if="no_tries_left", then="note_password_tries say_password_locked"),
    row(PasswordRefused, S.SIGN_APPLICATION, S.REFUSAL, only_if="service_has_closed", then="note_password_tries say_closing"),
    row(Refused, S.SIGN_APPLICATION, S.APPLICATION, only_if="may_be_tried_again", unless="service_has_closed", then="note_reason"),
    row(Refused, S.SIGN_APPLICATION, S.REFUSAL, then="note_reason"),
    row(TimedOut, S.SIGN_APPLICATION, S.APPLICATION, unless="service_has_closed", then="say_centre_slow"),
    row(TimedOut, S.SIGN_APPLICATION, S.REFUSAL, then="say_centre_slow"),
    row(Faulted, S.SIGN_APPLICATION, S.REFUSAL, then="note_reason"),
    row(CardRefused, S.SIGN_APPLICATION, S.SIGNATURE_PASSWORD, only_if="card_was_pulled", unless="service_has_closed", then="note_card_gone note_reason"),
    row(CardRefused, S.SIGN_APPLICATION, S.REFUSAL, then="note_reason"),
    row(Back, S.DOMICILE_TOWN, S.REGISTRATION_STATE),
    row(Back, S.DOMICILE_LOT, S.DOMICILE_TOWN),
    row(Back, S.REGISTER_HEAD, S.DOMICILE_LOT),
    row(Back, (S.HEAD_CANDIDATES, S.TELEPHONE), S.REGISTER_HEAD),
    row(Back, S.APPLICATION, S.TELEPHONE, then="clear_notice"),
)

CARD_CHECK: tuple[Row, ...] = (
    row(CardChecked, S.CHECK_CARD, S.CARD_STATE, then="note_card_state"),
    row(SignatureWanted, S.CARD_STATE, S.LAST_PASSWORD_TRY, only_if="signature_can_be_read one_password_try", then="clear_notice"),
    row(SignatureWanted, S.CARD_STATE, S.SIGNATURE_PASSWORD, only_if="signature_can_be_read", then="clear_notice"),
    row(SignatureRead, S.READ_SIGNATURE, S.CARD_STATE, then="note_signature"),
    row(PasswordRefused, S.READ_SIGNATURE, S.CARD_STATE, only_if="no_tries_left", then="note_password_tries say_password_locked"),
)

SIGNATURE_PASSWORD: tuple[Row, ...] = (
    row(PasswordEntered, S.SIGNATURE_PASSWORD, S.READ_SIGNATURE, only_if="card_is_present is_card_check", then="take_password"),
    row(PasswordEntered, S.SIGNATURE_PASSWORD, S.SIGN_APPLICATION, only_if="card_is_present", then="take_password"),
    row(PasswordRefused, (S.READ_SIGNATURE, S.SIGN_APPLICATION), S.LAST_PASSWORD_TRY, only_if="one_try_left", then="note_password_tries say_password_wrong"),
    row(PasswordRefused, (S.READ_SIGNATURE, S.SIGN_APPLICATION), S.SIGNATURE_PASSWORD, then="note_password_tries say_password_wrong"),
    row(LastTryAccepted, S.LAST_PASSWORD_TRY, S.SIGNATURE_PASSWORD, then="say_last_password_try"),
    row(Back, (S.SIGNATURE_PASSWORD, S.LAST_PASSWORD_TRY), S.CARD_STATE, only_if="is_card_check", then="clear_notice"),
    row(Back, (S.SIGNATURE_PASSWORD, S.LAST_PASSWORD_TRY), S.APPLICATION, then="clear_notice"),
)

INFORMATION: tuple[Row, ...] = (
    row(TopicChosen, S.INFORMATION, S.TOPIC, only_if="topic_is_known", then="note_topic"),
    row(Back, S.INFORMATION, S.MENU, only_if="may_start", then="forget_choices"),
    row(Back, S.INFORMATION, LEAVE),
    row(Back, S.TOPIC, S.INFORMATION),
)

SERVICES: tuple[Row, ...] = (
    *PASSWORD_RESET, *USAGE_REGISTRATION, *CARD_CHECK, *SIGNATURE_PASSWORD, *INFORMATION,
    row(ReceiptPrinted, S.RESULT, STAY, then="note_receipt"),
    row(Acknowledged, S.RESULT, S.RETURN_CARD, only_if="card_is_present"),
    row(Acknowledged, S.RESULT, S.FAREWELL),
    row(TimedOut, S.RESULT, LEAVE),
)
