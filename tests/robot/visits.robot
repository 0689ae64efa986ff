*** Settings ***
Documentation     A shopper at a running terminal. CONSOLE is the address that `kiosk run` prints.
Library           kiosk_simulator.robot.KioskLibrary    ${CONSOLE}
Test Setup        State Should Be    attract
Test Teardown     Leave

*** Test Cases ***
A Resident Record Is Paid And Taken
    Prove Who I Am
    Touch    kind:resident_record    next    pay
    State Should Be    pay
    Insert Money    500
    State Should Be    take_papers
    Take Papers    1
    Take Money    250
    Take Slips    1
    Touch    acknowledge

Who Ends While Paying Gets The Money Back
    Prove Who I Am
    Touch    kind:resident_record    next    pay
    State Should Be    pay
    Insert Money    100
    Touch    end
    State Should Be    stop_paying
    Touch    end
    State Should Be    take_refund    T-102
    Take Money    100
    Touch    acknowledge

A Wrong PIN Is Asked For Again
    Reissue Card    single
    Touch    start    service:certificates    agree    scope:residence
    Set Card    single
    Type    9999
    Touch    next
    State Should Be    enter_pin    C-201
    Touch    end

A Locked Card Is Refused
    Touch    start    service:certificates    agree    scope:residence
    Set Card    locked
    State Should Be    refusal    C-204
    Touch    acknowledge

A Centre That Is Down Ends The Proof
    [Teardown]    Mend And Leave
    Touch    start    service:certificates    agree    scope:residence
    Set Card    normal
    State Should Be    enter_pin
    Set Fault    centre.down
    Type    1234
    Touch    next
    State Should Be    refusal    N-101
    Touch    acknowledge

*** Keywords ***
Prove Who I Am
    Touch    start    service:certificates    agree    scope:residence
    Set Card    normal
    Type    1234
    Touch    next
    State Should Be    take_card
    Take Card
    State Should Be    certificates

Leave
    Take Card
    State Should Be    attract

Mend And Leave
    Mend Everything
    Leave
