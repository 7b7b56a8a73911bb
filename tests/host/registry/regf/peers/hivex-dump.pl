# Prints every key and value of a hive as libhivex reads them, one a line, tab-separated, texts as hexadecimal UTF-8:
#   K <path> <FILETIME>      V <path of its key> <name> <type> <data as hexadecimal bytes>
# Arguments: FILE [unsafe]; unsafe asks libhivex to go on over damage.
use strict;
use warnings;
use Win::Hivex;

my ($file, $unsafe) = @ARGV;
my $hive = Win::Hivex->open($file, $unsafe ? (unsafe => 1) : ());

sub hex_of { my ($text) = @_; utf8::encode($text) if utf8::is_utf8($text); return unpack('H*', $text); }

sub walk {
    my ($node, $path) = @_;
    print join("\t", 'K', hex_of($path), $hive->node_timestamp($node)), "\n";
    for my $value ($hive->node_values($node)) {
        # libhivex gives up on data of no bytes that has no place; what it says of the size is enough then.
        my ($type, $size) = $hive->value_type($value);
        my $data = $size == 0 ? '' : ($hive->value_value($value))[1];
        print join("\t", 'V', hex_of($path), hex_of($hive->value_key($value)), $type & 0xffffffff, unpack('H*', $data)), "\n";
    }
    for my $child ($hive->node_children($node)) {
        walk($child, $path . "\\" . $hive->node_name($child));
    }
}

walk($hive->root(), '');
