;; The two inner loops of token-codes.ts, four tokens at a time. `stride` is the bytes of one row of floats, one for each
;; token of the question, filled up to a multiple of 16. Compiled by tools/make-wasm.ts.
(module
  (memory (export "memory") 1)

  ;; What each value of each byte of a code adds for each token: for every byte 256 rows.
  ;; `scaled`: a row a dimension; `tables`: codeBytes × 256 rows.
  (func (export "fillTables")
    (param $scaled i32) (param $tables i32) (param $codeBytes i32) (param $stride i32)
    (local $byte i32) (local $value i32) (local $token i32) (local $row i32) (local $from i32) (local $bit i32) (local $sum v128)
    (loop $bytes
      ;; All bits unset: eight times less than nothing.
      (local.set $token (i32.const 0))
      (loop $tokens
        (local.set $sum (v128.const f32x4 0 0 0 0))
        (local.set $bit (i32.const 0))
        (loop $bits
          (local.set $sum
            (f32x4.sub (local.get $sum)
              (v128.load
                (i32.add (i32.add (local.get $scaled) (local.get $token))
                  (i32.mul (local.get $bit) (local.get $stride))))))
          (br_if $bits (i32.lt_u (local.tee $bit (i32.add (local.get $bit) (i32.const 1))) (i32.const 8))))
        (v128.store (i32.add (local.get $tables) (local.get $token)) (local.get $sum))
        (br_if $tokens
          (i32.lt_u (local.tee $token (i32.add (local.get $token) (i32.const 16))) (local.get $stride))))
      ;; Each value differs from the value without its lowest bit by one sign.
      (local.set $value (i32.const 1))
      (loop $values
        (local.set $row (i32.add (local.get $tables) (i32.mul (local.get $value) (local.get $stride))))
        (local.set $from
          (i32.add (local.get $tables)
            (i32.mul (i32.and (local.get $value) (i32.sub (local.get $value) (i32.const 1))) (local.get $stride))))
        (local.set $bit
          (i32.add (local.get $scaled) (i32.mul (i32.ctz (local.get $value)) (local.get $stride))))
        (local.set $token (i32.const 0))
        (loop $tokens
          (v128.store (i32.add (local.get $row) (local.get $token))
            (f32x4.add
              (v128.load (i32.add (local.get $from) (local.get $token)))
              (f32x4.mul (v128.const f32x4 2 2 2 2) (v128.load (i32.add (local.get $bit) (local.get $token))))))
          (br_if $tokens
            (i32.lt_u (local.tee $token (i32.add (local.get $token) (i32.const 16))) (local.get $stride))))
        (br_if $values
          (i32.lt_u (local.tee $value (i32.add (local.get $value) (i32.const 1))) (i32.const 256))))
      (local.set $tables (i32.add (local.get $tables) (i32.shl (local.get $stride) (i32.const 8))))
      (local.set $scaled (i32.add (local.get $scaled) (i32.shl (local.get $stride) (i32.const 3))))
      (br_if $bytes
        (i32.lt_u (local.tee $byte (i32.add (local.get $byte) (i32.const 1))) (local.get $codeBytes)))))

  ;; Adds up, for each row of codes and each token, what the tables say of the row's bytes. Byte by byte over all rows:
  ;; one byte's tables stay in the processor's nearest cache.
  ;; `sums`: a row of zeros for each row of codes.
  (func (export "addUp")
    (param $tables i32) (param $codes i32) (param $rows i32) (param $codeBytes i32) (param $stride i32) (param $sums i32)
    (local $byte i32) (local $row i32) (local $code i32) (local $sum i32) (local $entry i32) (local $end i32)
    (loop $bytes
      (local.set $row (i32.const 0))
      (local.set $sum (local.get $sums))
      (local.set $code (i32.add (local.get $codes) (local.get $byte)))
      (loop $rows
        (local.set $entry
          (i32.add (local.get $tables) (i32.mul (i32.load8_u (local.get $code)) (local.get $stride))))
        (local.set $end (i32.add (local.get $entry) (local.get $stride)))
        (loop $tokens
          (v128.store (local.get $sum)
            (f32x4.add (v128.load (local.get $sum)) (v128.load (local.get $entry))))
          (local.set $sum (i32.add (local.get $sum) (i32.const 16)))
          (br_if $tokens
            (i32.lt_u (local.tee $entry (i32.add (local.get $entry) (i32.const 16))) (local.get $end))))
        (local.set $code (i32.add (local.get $code) (local.get $codeBytes)))
        (br_if $rows
          (i32.lt_u (local.tee $row (i32.add (local.get $row) (i32.const 1))) (local.get $rows))))
      (local.set $tables (i32.add (local.get $tables) (i32.shl (local.get $stride) (i32.const 8))))
      (br_if $bytes
        (i32.lt_u (local.tee $byte (i32.add (local.get $byte) (i32.const 1))) (local.get $codeBytes))))))
