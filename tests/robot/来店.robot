*** Settings ***
Documentation     動いている端末の前の人。CONSOLE は `kiosk run` が表示する QA コンソールのアドレス。
Library           kiosk_simulator.robot.KioskLibrary    ${CONSOLE}
Test Setup        画面は    attract
Test Teardown     立ち去る

*** Test Cases ***
お知らせを読んでもどる
    押す    start    service:information    topic:lost_card
    画面は    topic
    押す    back    end

英語を選んで終えると日本語にもどる
    押す    language:en
    画面は    menu
    表示がある    What would you like to do?
    押す    end
    画面は    attract

マイナンバーカードの状態を確かめる
    カードを再発行する    normal
    押す    start    service:card_check
    カードを置く    normal
    画面は    card_state
    押せるキーは    signature
    押す    end

予約がなければ初期化できない
    押す    start    service:password_reset    agree
    カードを置く    large_household
    入力する    1234
    押す    next
    画面は    refusal    S-101
    押す    acknowledge

別のカードは使えない
    押す    start    service:certificates    agree    scope:residence
    押せないキーは    pay
    カードを置く    not_jpki
    画面は    refusal    C-103
    押す    acknowledge

*** Keywords ***
立ち去る
    カードを取る
    画面は    attract
