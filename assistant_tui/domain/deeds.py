"""What can be done to the file: one code per kind of action, as the journal keeps it, and its words."""

from __future__ import annotations

from enum import StrEnum

from assistant_tui.domain.saying import Saying, say


class Deed(StrEnum):
    """The action's name in the journal."""

    SET_UP = "set-up"
    REGISTER = "register"
    CALL = "call"
    RECALL = "recall"
    START = "start"
    FINISH = "finish"
    SKIP = "skip"
    HOLD = "hold"
    RESUME = "resume"
    LEAVE = "leave"
    NO_SHOW = "no-show"
    VOID_VISIT = "void-visit"
    MOVE_IN_LINE = "move-in-line"
    QUEUE_AGAIN = "queue-again"
    MOVE = "move"
    DEPART = "depart"
    TELL_WAIT = "tell-wait"
    SET_ACUITY = "set-acuity"
    ADD_COMPANION = "add-companion"
    INVITE = "invite"
    EDIT_PATIENT = "edit-patient"
    MERGE_PATIENTS = "merge-patients"
    VIEW_PATIENT = "view-patient"
    DRAFT_ORDERS = "draft-orders"
    SIGN_ORDERS = "sign-orders"
    PAY_ORDERS = "pay-orders"
    START_ORDER = "start-order"
    PERFORM_ORDERS = "perform-orders"
    ENTER_RESULT = "enter-result"
    READ_RESULTS = "read-results"
    REFUSE_ORDERS = "refuse-orders"
    VOID_ORDERS = "void-orders"
    REFUND_ORDERS = "refund-orders"
    SETTLE = "settle"
    SET_RETURN_DATE = "set-return-date"
    EDIT_CATALOGUE = "edit-catalogue"
    IMPORT_CATALOGUE = "import-catalogue"
    PRINT = "print"
    START_WATCH = "start-watch"
    RECORD_ROUND = "record-round"
    CANCEL_ROUND = "cancel-round"
    STOP_WATCH = "stop-watch"
    INSTRUCT = "instruct"
    HAND_OVER = "hand-over"
    CALL_DOCTOR = "call-doctor"
    DOCTOR_CAME = "doctor-came"
    ACKNOWLEDGE = "acknowledge"
    TRIAGE = "triage"
    DO_TASK = "do-task"
    SKIP_TASK = "skip-task"
    EDIT_CHECKLIST = "edit-checklist"
    SET_PARS = "set-pars"
    COUNT_SUPPLIES = "count-supplies"
    RECEIVE_SUPPLIES = "receive-supplies"
    USE_SUPPLIES = "use-supplies"
    REPORT_INCIDENT = "report-incident"
    FOLLOW_INCIDENT = "follow-incident"
    REMARK = "remark"
    SIGN_DAY = "sign-day"
    SET_PIN = "set-pin"
    FORGET_PIN = "forget-pin"
    WRONG_PIN = "wrong-pin"
    IMPORT_PATIENTS = "import-patients"
    IMPORT_FLOW = "import-flow"
    EXPORT = "export"
    UNDO = "undo"
    REDO = "redo"


DEED_WORDS: dict[Deed, Saying] = {
    Deed.SET_UP: say("set up"),
    Deed.REGISTER: say("registered"),
    Deed.CALL: say("called"),
    Deed.RECALL: say("called again"),
    Deed.START: say("came into the room"),
    Deed.FINISH: say("consultation finished"),
    Deed.SKIP: say("missed the calls"),
    Deed.HOLD: say("put on hold"),
    Deed.RESUME: say("back in the queue"),
    Deed.LEAVE: say("left before being seen"),
    Deed.NO_SHOW: say("did not come"),
    Deed.VOID_VISIT: say("registered in error"),
    Deed.MOVE_IN_LINE: say("moved in the queue"),
    Deed.QUEUE_AGAIN: say("queued again"),
    Deed.MOVE: say("went on"),
    Deed.DEPART: say("left the clinic"),
    Deed.TELL_WAIT: say("was told the wait"),
    Deed.SET_ACUITY: say("level changed"),
    Deed.ADD_COMPANION: say("companion noted"),
    Deed.INVITE: say("companion invited in"),
    Deed.EDIT_PATIENT: say("record edited"),
    Deed.MERGE_PATIENTS: say("records merged"),
    Deed.VIEW_PATIENT: say("record viewed"),
    Deed.DRAFT_ORDERS: say("slip drafted"),
    Deed.SIGN_ORDERS: say("slip signed"),
    Deed.PAY_ORDERS: say("paid"),
    Deed.START_ORDER: say("surgery begun"),
    Deed.PERFORM_ORDERS: say("slip done"),
    Deed.ENTER_RESULT: say("result came back"),
    Deed.READ_RESULTS: say("result read"),
    Deed.REFUSE_ORDERS: say("refused by the patient"),
    Deed.VOID_ORDERS: say("slip voided"),
    Deed.REFUND_ORDERS: say("money given back"),
    Deed.SETTLE: say("settled at the exit"),
    Deed.SET_RETURN_DATE: say("date to come back agreed"),
    Deed.EDIT_CATALOGUE: say("catalogue changed"),
    Deed.IMPORT_CATALOGUE: say("catalogue imported"),
    Deed.PRINT: say("printed"),
    Deed.START_WATCH: say("watch begun"),
    Deed.RECORD_ROUND: say("round recorded"),
    Deed.CANCEL_ROUND: say("round left out"),
    Deed.STOP_WATCH: say("watch ended"),
    Deed.INSTRUCT: say("instructions given"),
    Deed.HAND_OVER: say("watch handed over"),
    Deed.CALL_DOCTOR: say("doctor called"),
    Deed.DOCTOR_CAME: say("doctor came"),
    Deed.ACKNOWLEDGE: say("alert heard"),
    Deed.TRIAGE: say("triaged"),
    Deed.DO_TASK: say("task done"),
    Deed.SKIP_TASK: say("task skipped"),
    Deed.EDIT_CHECKLIST: say("checklist changed"),
    Deed.SET_PARS: say("par levels changed"),
    Deed.COUNT_SUPPLIES: say("supplies counted"),
    Deed.RECEIVE_SUPPLIES: say("supplies received"),
    Deed.USE_SUPPLIES: say("supplies used"),
    Deed.REPORT_INCIDENT: say("incident noted"),
    Deed.FOLLOW_INCIDENT: say("incident followed up"),
    Deed.REMARK: say("remark on the day"),
    Deed.SIGN_DAY: say("day report signed"),
    Deed.SET_PIN: say("PIN set"),
    Deed.FORGET_PIN: say("PIN taken away"),
    Deed.WRONG_PIN: say("wrong PIN"),
    Deed.IMPORT_PATIENTS: say("patients imported"),
    Deed.IMPORT_FLOW: say("event log imported"),
    Deed.EXPORT: say("exported"),
    Deed.UNDO: say("undone"),
    Deed.REDO: say("redone"),
}


def deed_words(code: str) -> Saying:
    """The words for a code of the journal; an unknown one (from a newer program) speaks for itself."""
    try:
        return DEED_WORDS[Deed(code)]
    except ValueError:
        return say("{code}", code=code)
