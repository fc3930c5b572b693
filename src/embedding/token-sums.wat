;; The inner loops of token-codes.ts, four tokens at a time. `stride` is the bytes of one row of floats, one for each
;; token of the question, filled up to a multiple of 16. Compiled by tools/make-wasm.ts.
(module
  (memory (export "memory") 1)

  ;; What each value of each half byte of a code adds for each token. For every four tokens a table of their own: they
  ;; are looked up together, and one table (24 kB) stays in the processor's nearest cache, which those of whole bytes
  ;; would not.
  ;; `scaled`: a row a dimension; `tables`: stride / 16 tables of codeBytes × 2 × 16 rows of four floats.
  (func (export "fillTables")
    (param $scaled i32) (param $tables i32) (param $codeBytes i32) (param $stride i32)
    (local $token i32) (local $half i32) (local $value i32) (local $dimension i32)
    (loop $tokens
      (local.set $dimension (i32.add (local.get $scaled) (local.get $token)))
      (local.set $half (i32.shl (local.get $codeBytes) (i32.const 1)))
      (loop $halves
        ;; All bits unset: less than nothing by all four.
        (v128.store (local.get $tables)
          (f32x4.neg
            (f32x4.add
              (f32x4.add
                (v128.load (local.get $dimension))
                (v128.load (i32.add (local.get $dimension) (local.get $stride))))
              (f32x4.add
                (v128.load (i32.add (local.get $dimension) (i32.shl (local.get $stride) (i32.const 1))))
                (v128.load (i32.add (local.get $dimension) (i32.mul (local.get $stride) (i32.const 3))))))))
        ;; Each value differs from the value without its lowest bit by one sign.
        (local.set $value (i32.const 1))
        (loop $values
          (v128.store (i32.add (local.get $tables) (i32.shl (local.get $value) (i32.const 4)))
            (f32x4.add
              (v128.load
                (i32.add (local.get $tables)
                  (i32.shl
                    (i32.and (local.get $value) (i32.sub (local.get $value) (i32.const 1)))
                    (i32.const 4))))
              (f32x4.mul (v128.const f32x4 2 2 2 2)
                (v128.load
                  (i32.add (local.get $dimension)
                    (i32.mul (i32.ctz (local.get $value)) (local.get $stride)))))))
          (br_if $values
            (i32.lt_u (local.tee $value (i32.add (local.get $value) (i32.const 1))) (i32.const 16))))
        (local.set $tables (i32.add (local.get $tables) (i32.const 256)))
        (local.set $dimension (i32.add (local.get $dimension) (i32.shl (local.get $stride) (i32.const 2))))
        (br_if $halves (local.tee $half (i32.sub (local.get $half) (i32.const 1)))))
      (br_if $tokens
        (i32.lt_u (local.tee $token (i32.add (local.get $token) (i32.const 16))) (local.get $stride)))))

  ;; Adds up, for each row of codes and each token, what the tables say of the row's bytes.
  ;; `sums`: a row for each row of codes.
  (func (export "addUp")
    (param $tables i32) (param $codes i32) (param $rows i32) (param $codeBytes i32) (param $stride i32) (param $sums i32)
    (local $token i32) (local $row i32) (local $sum i32) (local $code i32) (local $end i32) (local $table i32)
    (local $byte i32) (local $low v128) (local $high v128)
    (loop $tokens
      (local.set $code (local.get $codes))
      (local.set $sum (i32.add (local.get $sums) (local.get $token)))
      (local.set $row (local.get $rows))
      (loop $rows
        (local.set $end (i32.add (local.get $code) (local.get $codeBytes)))
        (local.set $table (local.get $tables))
        ;; Two sums beside each other: neither waits for the other.
        (local.set $low (v128.const f32x4 0 0 0 0))
        (local.set $high (v128.const f32x4 0 0 0 0))
        (loop $bytes
          (local.set $byte (i32.load8_u (local.get $code)))
          (local.set $low
            (f32x4.add (local.get $low)
              (v128.load
                (i32.add (local.get $table)
                  (i32.shl (i32.and (local.get $byte) (i32.const 15)) (i32.const 4))))))
          (local.set $high
            (f32x4.add (local.get $high)
              (v128.load offset=256
                (i32.add (local.get $table) (i32.and (local.get $byte) (i32.const 240))))))
          (local.set $table (i32.add (local.get $table) (i32.const 512)))
          (br_if $bytes
            (i32.lt_u (local.tee $code (i32.add (local.get $code) (i32.const 1))) (local.get $end))))
        (v128.store (local.get $sum) (f32x4.add (local.get $low) (local.get $high)))
        (local.set $sum (i32.add (local.get $sum) (local.get $stride)))
        (br_if $rows (local.tee $row (i32.sub (local.get $row) (i32.const 1)))))
      (local.set $tables (local.get $table))
      (br_if $tokens
        (i32.lt_u (local.tee $token (i32.add (local.get $token) (i32.const 16))) (local.get $stride)))))

  ;; For each token the largest of some rows of sums, one at least.
  (func (export "largest") (param $sums i32) (param $rows i32) (param $stride i32) (param $most i32)
    (local $token i32) (local $row i32) (local $sum i32) (local $best v128)
    (loop $tokens
      (local.set $sum (i32.add (local.get $sums) (local.get $token)))
      (local.set $best (v128.load (local.get $sum)))
      (local.set $row (local.get $rows))
      (loop $rows
        (local.set $best (f32x4.max (local.get $best) (v128.load (local.get $sum))))
        (local.set $sum (i32.add (local.get $sum) (local.get $stride)))
        (br_if $rows (local.tee $row (i32.sub (local.get $row) (i32.const 1)))))
      (v128.store (i32.add (local.get $most) (local.get $token)) (local.get $best))
      (br_if $tokens
        (i32.lt_u (local.tee $token (i32.add (local.get $token) (i32.const 16))) (local.get $stride))))))
