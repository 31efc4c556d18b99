// not-compilable: the argument cannot be read
#include <windows.h>

LONG damaged_ok(HKEY parameters)
{
    DWORD value = 0xffffffff ?? ;

    return RegSetValueExA(parameters, "DisabledComponents", 0, REG_DWORD, ?? value;
}
